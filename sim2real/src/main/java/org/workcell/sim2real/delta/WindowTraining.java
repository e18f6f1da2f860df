package org.workcell.sim2real.delta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim2real.replay.Channel;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.ReplayWindow;
import org.workcell.sim2real.replay.Trajectory;
import org.workcell.sim2real.replay.Windows;
import org.workcell.training.RegressionTrainer;

/**
 * Trains a network in replays: windows are replayed with it, and the error of positions is carried
 * back, row by row, through the transition matrices of the logged rows to what the network made.
 * Windows grow from stage to stage. The weights that follow the logs put aside best are kept.
 */
abstract class WindowTraining {

  private static final int BATCH_ROWS = 1200;
  private static final int CHECKED = 15;
  private static final double RATE = 1e-3;
  private static final double WINDOW_SECONDS = 1;

  private final DeltaProblem problem;
  private final RandomStream random;
  private final int joints;
  private double best;

  WindowTraining(DeltaProblem problem) {
    this.problem = problem;
    this.random = new SeedStreams(problem.options().seed()).stream("windows");
    this.joints = problem.joints();
  }

  /** Filters with the network as it is now. */
  abstract Supplier<? extends Recording> filters();

  /** What is trained. */
  abstract RegressionTrainer trainer();

  /** Writes standardized inputs of a row. */
  abstract void standardize(double[] inputs, int at, float[] target, int targetAt);

  /** Numbers that the network makes. */
  abstract int outputs();

  /**
   * Carries the gradients by the states after a row back to that row.
   *
   * @param visited the windows that were replayed
   * @param number of the window
   * @param states gradients by the states of the window's rows; those after {@code row} are
   *     complete, and those up to it are to be added to
   * @param target gets the gradient by the network's outputs, from {@code targetAt}
   */
  abstract void back(
      VisitedInputs visited, int number, int row, double[][] states, float[] target, int targetAt);

  /** By what differences of commands are multiplied in a window of the training logs. */
  final double gain(ReplayWindow window) {
    return problem.driveGain(problem.training().get(window.log()));
  }

  final void train(ObjectNode report, Consumer<String> progress) {
    best = validationError();
    trainer().keep();
    report.put("window_error_before", best);
    tell(progress, "before windows");
    for (int rows : problem.options().horizonRows()) {
      stage(rows);
      tell(progress, "windows of %d rows".formatted(rows));
    }
    report.put("window_error_after", best);
  }

  private void tell(Consumer<String> progress, String what) {
    progress.accept(
        String.format(Locale.ROOT, "%s: error %.4g over 1 s of the logs put aside", what, best));
  }

  private void stage(int rows) {
    int iterations = problem.options().iterations();
    for (int i = 0; i < iterations; i++) {
      step(draw(rows), RATE * 0.5 * (1 + Math.cos(Math.PI * i / iterations)));
      if ((i + 1) % CHECKED == 0 || i == iterations - 1) {
        double error = validationError();
        if (error < best) {
          best = error;
          trainer().keep();
        }
      }
    }
    trainer().restore();
  }

  /** Root mean square error of positions over windows of a second on the logs put aside. */
  private double validationError() {
    List<ReplayLog> logs =
        problem.validation().isEmpty() ? problem.training() : problem.validation();
    List<ReplayWindow> windows = Windows.every(logs, WINDOW_SECONDS, WINDOW_SECONDS / 2);
    double squares = 0;
    long count = 0;
    for (Trajectory motion : VisitedInputs.of(problem, filters(), logs, windows).trajectories()) {
      if (motion.diverged()) {
        return Double.POSITIVE_INFINITY;
      }
      for (int row = 0; row < motion.goodRows(); row++) {
        for (int j = 0; j < joints; j++) {
          double error = error(motion, row, j);
          squares += error * error;
          count++;
        }
      }
    }
    return Math.sqrt(squares / count);
  }

  /** Difference of positions after a row of a window; 0 where it was not measured. */
  private static double error(Trajectory motion, int row, int joint) {
    double error =
        motion.value(Channel.POSITION, row, joint)
            - motion.log().position(motion.window().start() + 1 + row, joint);
    return Double.isFinite(error) ? error : 0;
  }

  private List<ReplayWindow> draw(int rows) {
    List<ReplayWindow> windows = new ArrayList<>();
    List<ReplayLog> logs = problem.training();
    int count = Math.max(4, BATCH_ROWS / rows);
    for (int tries = 0; windows.size() < count && tries < 10 * count; tries++) {
      int log = random.nextInt(logs.size());
      int length = Math.min(rows, logs.get(log).rows() - 1);
      int start = random.nextInt(logs.get(log).rows() - length);
      ReplayWindow window = new ReplayWindow(log, start, start + length);
      if (logs.get(log).isStart(start) && !windows.contains(window)) {
        windows.add(window);
      }
    }
    return windows;
  }

  private void step(List<ReplayWindow> windows, double rate) {
    VisitedInputs visited = VisitedInputs.of(problem, filters(), problem.training(), windows);
    int width = visited.inputs()[0].length / windows.get(0).rows();
    int count = windows.stream().mapToInt(ReplayWindow::rows).sum();
    float[] inputs = new float[count * width];
    float[] gradients = new float[count * outputs()];
    double scale = Double.isFinite(best) ? best : 1;
    int first = 0;
    for (int w = 0; w < windows.size(); w++) {
      Trajectory motion = visited.trajectories().get(w);
      int rows = windows.get(w).rows();
      if (!motion.diverged()) {
        double[][] states = errors(motion, 1 / (scale * scale * count));
        for (int row = rows - 1; row >= 0; row--) {
          back(visited, w, row, states, gradients, (first + row) * outputs());
          standardize(visited.inputs()[w], row * width, inputs, (first + row) * width);
        }
      }
      first += rows;
    }
    trainer().follow(count, inputs, gradients, rate);
  }

  /** Gradients of the loss by the states of a window's rows, before any is carried back. */
  private double[][] errors(Trajectory motion, double factor) {
    int rows = motion.window().rows();
    double[][] states = new double[rows + 1][2 * joints];
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < joints; j++) {
        states[row + 1][j] = factor * error(motion, row, j);
      }
    }
    return states;
  }
}
