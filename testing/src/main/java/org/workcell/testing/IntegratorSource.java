package org.workcell.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.batch.EpisodeColumn;
import org.workcell.sim.control.CommandPath;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.EpisodeStatistics;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.physics.WarningCounts;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSpec;
import org.workcell.sim.task.Variation;
import org.workcell.sim.vector.EnvironmentSource;

/**
 * Environments without MuJoCo: numbers that add up actions on the way to a goal. Two variations,
 * with the goal on either side.
 *
 * @param id of the task
 * @param size how many numbers
 * @param type of the observation
 * @param infoColumns names of as many copies of the distance to the goal
 * @param horizon steps of an episode
 */
public record IntegratorSource(
    String id, int size, DataType type, List<String> infoColumns, int horizon)
    implements EnvironmentSource {

  /** A task with one info column. */
  public static IntegratorSource of(String id, int size, int horizon) {
    return new IntegratorSource(id, size, DataType.FLOAT64, List.of("distance"), horizon);
  }

  @Override
  public TaskSpec taskSpec() {
    return TaskSpec.builder(id)
        .variations(List.of(new Variation("up", "count up"), new Variation("down", "count down")))
        .action(BlockSpec.vector("action", DataType.FLOAT32, size, -1, 1))
        .observation(
            BlockSpec.vector("observation", type, size, -100, 100),
            BlockSpec.vector("goal", DataType.FLOAT64, 1, -100, 100))
        .infoColumns(infoColumns)
        .context(BlockSpec.vector("context", DataType.FLOAT64, 1, 0, 50))
        .controlPeriodSeconds(1)
        .horizon(horizon)
        .successRule("the sum is within 0.5 of the goal")
        .build();
  }

  @Override
  public Environment open(EnvironmentFactory factory) {
    return new Integrator();
  }

  private final class Integrator implements Environment {

    private final EnvironmentSpec spec =
        new EnvironmentSpec(
            taskSpec(),
            new TaskOptions(Profile.STRICT, Map.of()),
            horizon,
            false,
            new Engine.Identity("integrator", "1", "test", "none", "none"),
            "none",
            "none",
            CommandPath.direct(),
            "none");
    private final BatchRow view = new BatchRow();
    private final double[] state = new double[size];
    private final double[] action = new double[size];
    private final double[] goal = new double[1];
    private final RandomStream noise = new RandomStream(0);
    private long seed;
    private int variation;
    private int steps;
    private double sum;
    private int firstSuccess;
    private boolean success;
    private boolean running;
    private boolean closed;

    @Override
    public EnvironmentSpec spec() {
      return spec;
    }

    @Override
    public void reset(ResetOptions options, BatchStorage storage, int row) {
      requireOpen();
      spec.requireValid(options);
      view.moveTo(storage, row);
      SeedStreams seeds = new SeedStreams(options.seed());
      RandomStream placement = seeds.stream("placement");
      seed = options.seed();
      variation = options.variation().orElseGet(() -> (int) (placement.nextLong() >>> 63));
      double distance = options.context().map(c -> c[0]).orElseGet(() -> placement.uniform(1, 5));
      goal[0] = variation == 0 ? distance : -distance;
      copyStream(seeds.stream("noise"), noise);
      java.util.Arrays.fill(state, 0);
      steps = 0;
      sum = 0;
      firstSuccess = 0;
      success = false;
      running = true;
      view.clearResults();
      observe();
    }

    private static void copyStream(RandomStream from, RandomStream to) {
      long[] saved = new long[RandomStream.STATE_LONGS];
      from.save(saved, 0);
      to.load(saved, 0);
    }

    private void observe() {
      view.writeObservation(0, state);
      view.writeObservation(1, goal);
      for (int column = 0; column < infoColumns.size(); column++) {
        view.writeInfo(column, distance());
      }
    }

    private double distance() {
      double total = 0;
      for (double value : state) {
        total += value;
      }
      return Math.abs(goal[0] - total);
    }

    @Override
    public void step(BatchStorage storage, int row) {
      if (!running) {
        requireOpen();
        throw new IllegalStateException(
            "no episode of %s is running; call reset first".formatted(id));
      }
      view.moveTo(storage, row);
      view.readAction(action);
      for (int i = 0; i < size; i++) {
        if (!Double.isFinite(action[i])) {
          throw new IllegalArgumentException("action[%d] is %s".formatted(i, action[i]));
        }
      }
      for (int i = 0; i < size; i++) {
        state[i] += action[i] + noise.uniform(-0.01, 0.01);
      }
      steps++;
      observe();
      double reward = -distance();
      sum += reward;
      success = distance() < 0.5;
      firstSuccess = success && firstSuccess == 0 ? steps : firstSuccess;
      view.writeReward(reward);
      view.writeSuccess(success);
      view.writeTerminated(false);
      view.writeTruncated(steps >= horizon);
      writeStatistics();
      running = steps < horizon;
    }

    private void writeStatistics() {
      view.writeEpisode(EpisodeColumn.RETURN, sum);
      view.writeEpisode(EpisodeColumn.STEPS, steps);
      view.writeEpisode(EpisodeColumn.SUCCESS_ONCE, firstSuccess > 0 ? 1 : 0);
      view.writeEpisode(EpisodeColumn.SUCCESS_AT_END, success ? 1 : 0);
      view.writeEpisode(EpisodeColumn.FIRST_SUCCESS_STEP, firstSuccess);
    }

    @Override
    public boolean needsReset() {
      return !running;
    }

    @Override
    public Snapshot snapshot() {
      requireOpen();
      StateWriter writer = new StateWriter();
      writer.putString(id);
      writer.putLong(seed);
      writer.putInt(variation);
      writer.putInt(steps);
      writer.putInt(firstSuccess);
      writer.putBoolean(success);
      writer.putDouble(sum);
      writer.putDoubles(state);
      writer.putDoubles(goal);
      writer.putStream(noise);
      view.save(writer);
      return Snapshot.fromBytes(writer.toBytes());
    }

    @Override
    public void restore(Snapshot snapshot, BatchStorage storage, int row) {
      requireOpen();
      StateReader reader = new StateReader(snapshot.toBytes());
      if (!reader.getString().equals(id)) {
        throw new IllegalArgumentException("the snapshot is of another task than " + id);
      }
      view.moveTo(storage, row);
      seed = reader.getLong();
      variation = reader.getInt();
      steps = reader.getInt();
      firstSuccess = reader.getInt();
      success = reader.getBoolean();
      sum = reader.getDouble();
      reader.getDoubles(state);
      reader.getDoubles(goal);
      reader.getStream(noise);
      view.load(reader);
      writeStatistics();
      running = true;
    }

    @Override
    public EpisodeStatistics statistics() {
      return new EpisodeStatistics(
          steps,
          sum,
          firstSuccess > 0,
          success,
          firstSuccess,
          Optional.empty(),
          new WarningCounts(Map.of()));
    }

    @Override
    public String instruction() {
      return spec.task().variations().get(variation).instruction();
    }

    @Override
    public EpisodeRecord record() {
      double[] context = {Math.abs(goal[0])};
      return new EpisodeRecord(
          spec, seed, variation, context, List.of(), List.of(), instruction(), new byte[0]);
    }

    private void requireOpen() {
      if (closed) {
        throw new IllegalStateException("the environment of %s is closed".formatted(id));
      }
    }

    @Override
    public void close() {
      closed = true;
      running = false;
    }
  }
}
