package org.workcell.sim2real.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.workcell.sim2real.model.RobotSetup;

/**
 * Many windows of logs, replayed with many vectors of parameters on worker threads. What comes out
 * depends on neither their number nor their order: every window begins from a fresh state. Used by
 * one thread at a time; closing is idempotent and frees the workers' simulations.
 *
 * <p>{@link #evaluate} gives residuals for a search, {@link #replay} what the simulation did.
 */
public final class ReplayBatch implements AutoCloseable {

  /** Collects what a batch is made of. */
  public static final class Builder {

    private final RobotSetup setup;
    private List<ReplayLog> logs = List.of();
    private List<ReplayWindow> windows = List.of();
    private int threads = Runtime.getRuntime().availableProcessors();
    private final Set<Channel> channels = EnumSet.of(Channel.POSITION, Channel.VELOCITY);
    private double[] positionWeights = {1};
    private double[] velocityWeights = {0};
    private Supplier<ReplayFilter> filters = () -> null;

    private Builder(RobotSetup setup) {
      this.setup = setup;
    }

    /** The logs that windows refer to by number; all with the same joints. */
    public Builder logs(List<ReplayLog> all) {
      this.logs = List.copyOf(all);
      return this;
    }

    /** What is replayed. */
    public Builder windows(List<ReplayWindow> all) {
      this.windows = List.copyOf(all);
      return this;
    }

    /** Worker threads; as many as there are processors unless told. */
    public Builder threads(int count) {
      this.threads = count;
      return this;
    }

    /** What {@link Trajectory} has besides positions and velocities. */
    public Builder channels(Channel... more) {
      channels.addAll(Arrays.asList(more));
      return this;
    }

    /**
     * Residuals per error of position, 1/rad or 1/m; for all joints, or one for each; 0 for none. 1
     * unless told.
     */
    public Builder positionWeights(double... weights) {
      this.positionWeights = weights.clone();
      return this;
    }

    /** Residuals per error of velocity, s/rad or s/m, as above; 0 unless told. */
    public Builder velocityWeights(double... weights) {
      this.velocityWeights = weights.clone();
      return this;
    }

    /** What changes commands or states, made once for each worker; null for nothing. */
    public Builder filters(Supplier<ReplayFilter> each) {
      this.filters = each;
      return this;
    }

    /**
     * The batch.
     *
     * @throws IllegalArgumentException if logs have other joints than each other, or windows leave
     *     their logs
     */
    public ReplayBatch build() {
      return new ReplayBatch(this);
    }
  }

  /** Windows of one log that a worker takes at once. */
  private static final int BLOCK = 8;

  private final RobotSetup setup;
  private final List<ReplayLog> logs;
  private final List<ReplayWindow> windows;
  private final RowLayout layout;
  private final Residuals residuals;
  private final ReplayWorkers workers;
  private final List<int[]> blocks = new ArrayList<>();

  private ReplayBatch(Builder builder) {
    this.setup = builder.setup;
    this.logs = builder.logs;
    this.windows = builder.windows;
    if (logs.isEmpty() || windows.isEmpty()) {
      throw new IllegalArgumentException(
          "a batch of %d logs and %d windows; expected at least one of each: are the logs shorter than a window?"
              .formatted(logs.size(), windows.size()));
    }
    requireFitting();
    this.layout = new RowLayout(builder.channels, logs.get(0).joints().size(), setup.model());
    this.residuals =
        new Residuals(logs, windows, layout, builder.positionWeights, builder.velocityWeights);
    this.workers = new ReplayWorkers(setup, layout, builder.filters, builder.threads);
    findBlocks();
  }

  private void requireFitting() {
    for (ReplayLog log : logs) {
      if (!log.joints().equals(logs.get(0).joints())) {
        throw new IllegalArgumentException(
            "logs %s and %s have other joints than each other; replay them apart"
                .formatted(logs.get(0).meta().name(), log.meta().name()));
      }
    }
    for (ReplayWindow window : windows) {
      if (window.log() >= logs.size() || window.end() >= logs.get(window.log()).rows()) {
        throw new IllegalArgumentException("%s leaves its log".formatted(window));
      }
    }
  }

  private void findBlocks() {
    int from = 0;
    for (int i = 1; i <= windows.size(); i++) {
      boolean ends =
          i == windows.size()
              || i - from == BLOCK
              || windows.get(i).log() != windows.get(from).log();
      if (ends) {
        blocks.add(new int[] {from, i});
        from = i;
      }
    }
  }

  /** A batch on this setup. */
  public static Builder builder(RobotSetup setup) {
    return new Builder(setup);
  }

  /** How the model is simulated, and what vectors hold. */
  public RobotSetup setup() {
    return setup;
  }

  /** The logs. */
  public List<ReplayLog> logs() {
    return logs;
  }

  /** The windows. */
  public List<ReplayWindow> windows() {
    return windows;
  }

  /** Which residual is what. */
  public Residuals residuals() {
    return residuals;
  }

  /** Physics steps that one vector takes. */
  public long steps() {
    double step = setup.model().model().timestepSeconds();
    long steps = 0;
    for (ReplayWindow window : windows) {
      ReplayLog log = logs.get(window.log());
      steps += Math.round((log.time(window.end()) - log.time(window.start())) / step);
    }
    return steps;
  }

  /**
   * Weighted differences between simulation and robot. Robots of one joint take quick steps here,
   * which differ from the engine's by rounding.
   *
   * @param vectors [vectors][parameters]
   * @return [vectors][residuals], in new arrays; 0 where the log has no value, plus infinity from
   *     where a simulation diverged, and everywhere if no body can have the parameters
   */
  public double[][] evaluate(double[][] vectors) {
    double[][] results = new double[vectors.length][residuals.count()];
    evaluate(vectors, results);
    return results;
  }

  /** As {@link #evaluate(double[][])}, into the caller's arrays. */
  public void evaluate(double[][] vectors, double[][] results) {
    workers.run(
        vectors.length * blocks.size(),
        (runner, task) -> {
          int vector = task / blocks.size();
          int[] block = blocks.get(task % blocks.size());
          boolean possible = runner.apply(vectors[vector], logOf(block).meta());
          for (int i = block[0]; i < block[1]; i++) {
            double[] rows = runner.rows(windows.get(i).rows() * layout.width());
            int good = possible ? runner.run(logOf(block), windows.get(i), true, rows) : 0;
            residuals.write(i, rows, good, results[vector]);
          }
        });
  }

  private ReplayLog logOf(int[] block) {
    return logs.get(windows.get(block[0]).log());
  }

  /**
   * What the simulation does with one vector.
   *
   * @return one trajectory for each window, in new arrays
   */
  public List<Trajectory> replay(double[] vector) {
    double[][] rows = new double[windows.size()][];
    int[] good = new int[windows.size()];
    workers.run(
        blocks.size(),
        (runner, task) -> {
          int[] block = blocks.get(task);
          boolean possible = runner.apply(vector, logOf(block).meta());
          for (int i = block[0]; i < block[1]; i++) {
            rows[i] = new double[windows.get(i).rows() * layout.width()];
            good[i] = possible ? runner.run(logOf(block), windows.get(i), false, rows[i]) : 0;
          }
        });
    List<Trajectory> trajectories = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      trajectories.add(
          new Trajectory(windows.get(i), logs.get(windows.get(i).log()), layout, rows[i], good[i]));
    }
    return trajectories;
  }

  /**
   * What the robot did in the windows, in the channels of this batch: measured values, and poses
   * that follow from measured positions by the model, unless they were measured themselves.
   *
   * @return one trajectory for each window, in new arrays; NaN where nothing was measured
   */
  public List<Trajectory> measured() {
    double[][] all = new double[logs.size()][];
    workers.run(
        logs.size(),
        (runner, task) -> {
          ReplayLog log = logs.get(task);
          all[task] = new double[log.rows() * layout.width()];
          runner.apply(setup.nominal(), log.meta());
          for (int row = 0; row < log.rows(); row++) {
            runner.measure(log, row, all[task], row * layout.width());
          }
        });
    List<Trajectory> trajectories = new ArrayList<>();
    for (ReplayWindow window : windows) {
      int width = layout.width();
      double[] rows =
          Arrays.copyOfRange(
              all[window.log()], (window.start() + 1) * width, (window.end() + 1) * width);
      trajectories.add(new Trajectory(window, logs.get(window.log()), layout, rows, window.rows()));
    }
    return trajectories;
  }

  /** What a robot would do that stays where each window begins, in the channels of this batch. */
  public List<Trajectory> holdingStill() {
    double[][] starts = new double[windows.size()][layout.width()];
    workers.run(
        windows.size(),
        (runner, task) -> {
          ReplayWindow window = windows.get(task);
          ReplayLog log = logs.get(window.log());
          runner.apply(setup.nominal(), log.meta());
          runner.measure(log, window.start(), starts[task], 0);
        });
    List<Trajectory> trajectories = new ArrayList<>();
    for (int i = 0; i < starts.length; i++) {
      ReplayWindow window = windows.get(i);
      Measured.still(layout, starts[i]);
      double[] rows = new double[window.rows() * layout.width()];
      for (int row = 0; row < window.rows(); row++) {
        System.arraycopy(starts[i], 0, rows, row * layout.width(), layout.width());
      }
      trajectories.add(new Trajectory(window, logs.get(window.log()), layout, rows, window.rows()));
    }
    return trajectories;
  }

  /** Ends the threads and frees their simulations. Idempotent. */
  @Override
  public void close() {
    workers.close();
  }
}
