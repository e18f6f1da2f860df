package org.workcell.sim2real.delta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim2real.replay.ReplayWindow;
import org.workcell.training.RegressionTrainer;

/**
 * Goes on from one-step labels with the error over windows of several rows: truncated
 * back-propagation through time, with matrices of finite differences in the place of the
 * simulation's derivatives.
 */
public final class MultiStepDelta implements DeltaMethod {

  /** Its name on the command line. */
  public static final String NAME = "multistep";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public DeltaModel train(DeltaProblem problem, ObjectNode report, Consumer<String> progress) {
    LabeledLogs labeled = LabeledLogs.of(problem, report, progress);
    try (DeltaNetwork network = SupervisedDelta.fit(problem, labeled, report, progress)) {
      Transitions transitions =
          Transitions.of(
              problem, problem.training(), labeled.labels(0).changes(), labeled.lags().last() + 1);
      new Run(problem, network, transitions).train(report, progress);
      return network.model();
    }
  }

  private static final class Run extends WindowTraining {

    private final DeltaNetwork network;
    private final Transitions transitions;
    private final double[] change;
    private OutputGradient gradient;

    Run(DeltaProblem problem, DeltaNetwork network, Transitions transitions) {
      super(problem);
      this.network = network;
      this.transitions = transitions;
      this.change = new double[problem.joints()];
    }

    @Override
    Supplier<? extends Recording> filters() {
      DeltaModel model = network.model();
      gradient = new OutputGradient(model);
      return () -> new DeltaReplay(model);
    }

    @Override
    RegressionTrainer trainer() {
      return network.trainer();
    }

    @Override
    void standardize(double[] inputs, int at, float[] target, int targetAt) {
      for (int i = 0; i < network.means().length; i++) {
        target[targetAt + i] =
            (float) ((inputs[at + i] - network.means()[i]) / network.deviations()[i]);
      }
    }

    @Override
    int outputs() {
      return change.length;
    }

    @Override
    void back(
        VisitedInputs visited,
        int number,
        int row,
        double[][] states,
        float[] target,
        int targetAt) {
      ReplayWindow window = visited.trajectories().get(number).window();
      int logged = window.start() + row;
      int joints = change.length;
      int width = network.means().length;
      transitions.backState(window.log(), logged, states[row + 1], states[row]);
      Arrays.fill(change, 0);
      for (int lag = 0; lag < transitions.commandRows() && row + lag < window.rows(); lag++) {
        transitions.backCommand(window.log(), logged + lag, lag, states[row + 1 + lag], change);
      }
      gradient.driveGain(gain(window));
      double[] read = visited.inputs()[number];
      gradient.back(
          read, row * width, change, visited.results()[number], row * joints, target, targetAt);
      gradient.addTo(states, row, read, row * width);
    }
  }
}
