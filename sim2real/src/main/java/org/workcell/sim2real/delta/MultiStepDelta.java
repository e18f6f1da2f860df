package org.workcell.sim2real.delta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim2real.replay.Channel;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.ReplayWindow;
import org.workcell.sim2real.replay.Trajectory;
import org.workcell.sim2real.replay.Windows;

/**
 * Goes on from one-step labels: replays windows with the delta, and carries the error of positions
 * back through the transition matrices of the logged rows to the network. Windows grow from a few
 * rows to a second. The weights that follow the logs put aside best are kept.
 */
public final class MultiStepDelta implements DeltaMethod {

  private static final int BATCH_ROWS = 1200;
  private static final int CHECKED = 15;
  private static final double RATE = 1e-3;
  private static final double WINDOW_SECONDS = 1;

  @Override
  public String name() {
    return "multistep";
  }

  @Override
  public DeltaModel train(DeltaProblem problem, ObjectNode report, Consumer<String> progress) {
    LabeledLogs labeled = LabeledLogs.of(problem, report, progress);
    try (DeltaNetwork network = SupervisedDelta.fit(problem, labeled, report, progress)) {
      Transitions transitions = Transitions.of(problem, labeled, 0);
      new Run(problem, labeled, network, transitions).train(report, progress);
      return network.model();
    }
  }

  private static final class Run {

    private final DeltaProblem problem;
    private final LabeledLogs labeled;
    private final DeltaNetwork network;
    private final Transitions transitions;
    private final RandomStream random;
    private final int joints;
    private double best;

    Run(
        DeltaProblem problem,
        LabeledLogs labeled,
        DeltaNetwork network,
        Transitions transitions) {
      this.problem = problem;
      this.labeled = labeled;
      this.network = network;
      this.transitions = transitions;
      this.random = new SeedStreams(problem.options().seed()).stream("windows");
      this.joints = problem.joints();
    }

    void train(ObjectNode report, Consumer<String> progress) {
      best = validationError();
      network.trainer().keep();
      progress.accept(
          String.format(Locale.ROOT, "one-step labels: error %.3g over 1 s on logs put aside", best));
      report.put("validation_error_before", best);
      for (int rows : problem.options().horizonRows()) {
        stage(rows);
        progress.accept(
            String.format(Locale.ROOT, "windows of %d rows: error %.3g over 1 s on logs put aside", rows, best));
      }
      report.put("validation_error_after", best);
    }

    private void stage(int rows) {
      int iterations = problem.options().iterations();
      for (int i = 0; i < iterations; i++) {
        double rate = RATE * 0.5 * (1 + Math.cos(Math.PI * i / iterations));
        step(rows, rate);
        if ((i + 1) % CHECKED == 0 || i == iterations - 1) {
          double error = validationError();
          if (error < best) {
            best = error;
            network.trainer().keep();
          }
        }
      }
      network.trainer().restore();
    }

    /** Root mean square error of positions over windows of a second on the logs put aside. */
    private double validationError() {
      int part = labeled.logs(1).isEmpty() ? 0 : 1;
      List<ReplayLog> logs = labeled.logs(part);
      List<ReplayWindow> windows = Windows.every(logs, WINDOW_SECONDS, WINDOW_SECONDS / 2);
      double squares = 0;
      long count = 0;
      for (Trajectory motion :
          VisitedInputs.of(problem, network.model(), logs, windows).trajectories()) {
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
      int count = Math.max(4, BATCH_ROWS / rows);
      while (windows.size() < count) {
        int log = random.nextInt(labeled.logs(0).size());
        ReplayLog of = labeled.logs(0).get(log);
        int length = Math.min(rows, of.rows() - 1);
        int start = random.nextInt(of.rows() - length);
        ReplayWindow window = new ReplayWindow(log, start, start + length);
        if (of.isStart(start) && !windows.contains(window)) {
          windows.add(window);
        }
      }
      return windows;
    }

    private void step(int rows, double rate) {
      DeltaModel model = network.model();
      VisitedInputs visited = VisitedInputs.of(problem, model, labeled.logs(0), draw(rows));
      InputGradient gradient = new InputGradient(model);
      int width = model.inputSize();
      int count = visited.windows().stream().mapToInt(ReplayWindow::rows).sum();
      float[] inputs = new float[count * width];
      float[] outputs = new float[count * joints];
      int first = 0;
      for (int w = 0; w < visited.windows().size(); w++) {
        Trajectory motion = visited.trajectories().get(w);
        if (!motion.diverged()) {
          back(visited, w, gradient, outputs, first * joints, 1 / (best * best * count));
          for (int i = 0; i < motion.goodRows() * width; i++) {
            int column = i % width;
            inputs[first * width + i] =
                (float)
                    ((visited.inputs()[w][i] - network.means()[column])
                        / network.deviations()[column]);
          }
        }
        first += visited.windows().get(w).rows();
      }
      network.trainer().follow(count, inputs, outputs, rate);
    }

    /** Carries errors of a window back to the outputs of the network. */
    private void back(
        VisitedInputs visited,
        int number,
        InputGradient gradient,
        float[] outputs,
        int outputsAt,
        double factor) {
      Trajectory motion = visited.trajectories().get(number);
      ReplayWindow window = motion.window();
      int rows = window.rows();
      double[][] states = new double[rows + 1][2 * joints];
      for (int row = 0; row < rows; row++) {
        for (int j = 0; j < joints; j++) {
          states[row + 1][j] = factor * error(motion, row, j);
        }
      }
      double[] change = new double[joints];
      int width = visited.inputs()[number].length / rows;
      for (int row = rows - 1; row >= 0; row--) {
        int logged = window.start() + row;
        transitions.backState(window.log(), logged, states[row + 1], states[row]);
        java.util.Arrays.fill(change, 0);
        for (int lag = 0; lag <= transitions.lags() && row + lag < rows; lag++) {
          transitions.backCommand(window.log(), logged + lag, lag, states[row + 1 + lag], change);
        }
        gradient.back(
            visited.inputs()[number],
            row * width,
            change,
            visited.deltas()[number],
            row * joints,
            outputs,
            outputsAt + row * joints);
        gradient.addTo(states, row, visited.inputs()[number], row * width);
      }
    }
  }
}
