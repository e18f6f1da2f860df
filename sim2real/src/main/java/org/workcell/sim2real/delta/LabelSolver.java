package org.workcell.sim2real.delta;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.workcell.sim2real.replay.LogNoise;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.RowSystem;

/**
 * One-step labels: from the logged state of each row, which change of the command leads to the
 * logged state of the next row? Gauss-Newton steps with forward differences: two, and a third for
 * rows where a drive is saturated at first, weights by the noise of the logs, and a weak preference
 * for small and for steady changes. Where the model has a delay, changes of several rows act
 * together, so those of a whole log are solved for at once.
 */
final class LabelSolver {

  private static final int ITERATIONS = 3;

  /** Steps of differences that are tried one after the other, relative to the usual one. */
  private static final double[] DIFFERENCES = {1, -40, 40, -150, 150};

  /** Deviations of noise by which an answer to a difference is known from none. */
  private static final double ANSWERED = 0.05;

  /** What a label leaves of a row's residual, above which it explains too little. */
  private static final double UNEXPLAINED = 0.5;

  /** Deviations of noise beyond which a row counts as not reached. */
  private static final double REJECTED = 12;

  private final Supplier<RowSystem> systems;
  private final int threads;
  private final LabelOptions options;
  private final LogNoise noise;
  private final int joints;
  private final CommandLags lags;

  /** Rows of commands that act, and their joints. */
  private final int unknowns;

  private final boolean[] mask;

  /** Joints that the mask lets act. */
  private final int acting;

  LabelSolver(
      Supplier<RowSystem> systems,
      int threads,
      LabelOptions options,
      LogNoise noise,
      CommandLags lags) {
    this.systems = systems;
    this.threads = threads;
    this.options = options;
    this.noise = noise;
    this.joints = noise.position().length;
    this.lags = lags;
    this.unknowns = joints * (lags.last() - lags.first() + 1);
    this.mask = options.mask();
    this.acting = (int) IntStream.range(0, joints).filter(joint -> mask[joint]).count();
  }

  DeltaLabels solve(List<ReplayLog> logs) {
    double[][] changes = new double[logs.size()][];
    double[][] weights = new double[logs.size()][];
    double[][] counts = new double[logs.size()][];
    RowWorkers.run(
        systems,
        threads,
        logs.size(),
        (system, number) -> {
          LogLabels one = new LogLabels(system, logs.get(number));
          counts[number] = one.solve();
          changes[number] = one.changes;
          weights[number] = one.weights;
        });
    double[] sum = new double[4];
    for (double[] count : counts) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += count[i];
      }
    }
    double size = Math.max(1, sum[0] * 2 * acting);
    double[] residuals = {Math.sqrt(sum[2] / size), Math.sqrt(sum[3] / size)};
    return new DeltaLabels(changes, weights, (int) sum[0], (int) sum[1], residuals);
  }

  /** Those of one log. */
  private final class LogLabels {

    private final RowSystem system;
    private final ReplayLog log;
    private final double[] changes;
    private final double[] weights;
    private final double[] before;
    private final double[] position = new double[joints];
    private final double[] velocity = new double[joints];
    private final double[] base = new double[2 * joints];
    private final double[] ahead = new double[2 * joints];
    private final double[] columns = new double[2 * joints * unknowns];
    private final BandedSystem equations;

    LogLabels(RowSystem system, ReplayLog log) {
      this.system = system;
      this.log = log;
      this.changes = new double[log.rows() * joints];
      this.weights = new double[log.rows() * joints];
      this.before = new double[log.rows()];
      this.equations = new BandedSystem(log.rows() * joints, joints * (lags.last() + 2) - 1);
    }

    /** Rows asked, rows rejected, sums of squares before and after. */
    double[] solve() {
      double[] counts = new double[4];
      for (int iteration = 0; iteration < ITERATIONS; iteration++) {
        equations.clear();
        for (int row = 0; row < log.rows() - 1; row++) {
          if (isKnown(row)) {
            double squares = addRow(row);
            before[row] = iteration == 0 ? squares : before[row];
            counts[2] += iteration == 0 ? squares : 0;
          }
        }
        addPreferences();
        if (iteration == ITERATIONS - 1) {
          weigh();
        }
        double[] step = equations.solve();
        for (int i = 0; i < step.length; i++) {
          double limit = options.limits()[i % joints];
          changes[i] = Math.max(-limit, Math.min(limit, changes[i] + step[i]));
        }
      }
      check(counts);
      return counts;
    }

    private boolean isKnown(int row) {
      double gap = log.time(row + 1) - log.time(row);
      return log.isStart(row) && log.isStart(row + 1) && gap < options.gapSeconds();
    }

    /** Residual by row, in deviations of noise: where the robot was less where the model goes. */
    private boolean predict(int row, double[] target) {
      system.start(log, row, changes);
      boolean good =
          system.step(log, row, Arrays.copyOfRange(changes, row * joints, (row + 1) * joints));
      system.read(position, velocity);
      for (int j = 0; j < joints; j++) {
        target[j] = (log.position(row + 1, j) - position[j]) / noise.position()[j];
        target[joints + j] = (log.velocity(row + 1, j) - velocity[j]) / noise.velocity()[j];
      }
      return good;
    }

    private double addRow(int row) {
      if (!predict(row, base)) {
        return 0;
      }
      int first = (row - lags.last()) * joints;
      Arrays.fill(columns, 0);
      for (int u = 0; u < unknowns; u++) {
        if (first + u < 0 || !mask[u % joints]) {
          continue;
        }
        findColumn(row, first + u, u * 2 * joints);
      }
      for (int u = 0; u < unknowns; u++) {
        if (first + u >= 0) {
          equations.addRight(first + u, dot(u, base, 0));
          for (int v = Math.max(0, -first); v <= u; v++) {
            equations.add(first + u, first + v, dot(u, columns, v * 2 * joints));
          }
        }
      }
      return squares();
    }

    /**
     * What a change does. A drive that is saturated, or held by friction, answers to no small
     * change, so larger ones in both directions are tried until one is answered.
     */
    private void findColumn(int row, int unknown, int at) {
      double before = changes[unknown];
      for (double factor : DIFFERENCES) {
        double step = factor * options.difference();
        changes[unknown] = before + step;
        boolean good = predict(row, ahead);
        changes[unknown] = before;
        double answer = 0;
        for (int i = 0; i < 2 * joints && good; i++) {
          columns[at + i] = (base[i] - ahead[i]) / step;
          answer = Math.max(answer, Math.abs(base[i] - ahead[i]));
        }
        if (answer > ANSWERED) {
          return;
        }
      }
    }

    /** Of the residuals of joints that may act: what the others keep says nothing of a label. */
    private double squares() {
      return IntStream.range(0, base.length)
          .filter(i -> mask[i % joints])
          .mapToDouble(i -> base[i] * base[i])
          .sum();
    }

    private double dot(int column, double[] other, int at) {
      double sum = 0;
      for (int i = 0; i < 2 * joints; i++) {
        sum += columns[column * 2 * joints + i] * other[at + i];
      }
      return sum;
    }

    private void addPreferences() {
      for (int i = 0; i < changes.length; i++) {
        double norm = 1 / square(options.usual());
        equations.add(i, i, norm);
        equations.addRight(i, -norm * changes[i]);
        if (i >= joints) {
          double rate = options.rateWeight() / square(options.usual());
          double step = changes[i] - changes[i - joints];
          equations.add(i, i, rate);
          equations.add(i - joints, i - joints, rate);
          equations.add(i, i - joints, -rate);
          equations.addRight(i, -rate * step);
          equations.addRight(i - joints, rate * step);
        }
      }
    }

    /** A label counts in full where the log tells it to less than the usual error of a network. */
    private void weigh() {
      double norm = 1 / square(options.usual());
      for (int i = 0; i < weights.length; i++) {
        double variance = 1 / Math.max(equations.diagonal(i), norm);
        weights[i] = mask[i % joints] ? 1 / (1 + variance / square(options.goodEnough())) : 0;
      }
    }

    private void check(double[] counts) {
      for (int row = 0; row < log.rows(); row++) {
        if (row == log.rows() - 1 || !isKnown(row)) {
          Arrays.fill(weights, row * joints, (row + 1) * joints, 0);
          continue;
        }
        counts[0]++;
        boolean good = predict(row, base);
        double squares = good ? squares() : 0;
        counts[3] += squares;
        boolean large = squares > square(REJECTED) * 2 * acting;
        if (!good || (large && squares > square(UNEXPLAINED) * before[row])) {
          counts[1]++;
          for (int past = Math.max(0, row - lags.last()); past <= row - lags.first(); past++) {
            Arrays.fill(weights, past * joints, (past + 1) * joints, 0);
          }
        }
      }
    }
  }

  private static double square(double x) {
    return x * x;
  }
}
