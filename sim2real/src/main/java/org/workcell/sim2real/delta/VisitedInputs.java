package org.workcell.sim2real.delta;

import java.util.List;
import java.util.function.Supplier;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim2real.replay.ReplayBatch;
import org.workcell.sim2real.replay.ReplayFilter;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.ReplayWindow;
import org.workcell.sim2real.replay.Trajectory;

/**
 * Replays of windows with a delta, and what the delta read and added in them.
 *
 * @param windows what was replayed
 * @param trajectories what the simulation did
 * @param inputs of each window, [row * inputs + input], from the first row on
 * @param deltas of each window, [row * joints + joint], what was added
 */
record VisitedInputs(
    List<ReplayWindow> windows,
    List<Trajectory> trajectories,
    double[][] inputs,
    double[][] deltas) {

  /** Keeps what the delta reads. Each window has its own array, so that threads don't meet. */
  private static final class Recorder extends DeltaFilter {

    private final VisitedInputs target;
    private final List<ReplayLog> logs;
    private int window;
    private int first;

    Recorder(DeltaModel model, VisitedInputs target, List<ReplayLog> logs) {
      super(model);
      this.target = target;
      this.logs = logs;
    }

    @Override
    public void start(ReplayLog of, int row) {
      super.start(of, row);
      first = row;
      window = 0;
      while (target.windows.get(window).start() != row
          || logs.get(target.windows.get(window).log()) != of) {
        window++;
      }
    }

    @Override
    void applied(int row) {
      double[] inputs = runner().inputs();
      double[] delta = runner().delta();
      System.arraycopy(
          inputs, 0, target.inputs[window], (row - first) * inputs.length, inputs.length);
      System.arraycopy(
          delta, 0, target.deltas[window], (row - first) * delta.length, delta.length);
    }
  }

  /** Replays; windows begin at different rows. */
  static VisitedInputs of(
      DeltaProblem problem, DeltaModel model, List<ReplayLog> logs, List<ReplayWindow> windows) {
    double[][] inputs = new double[windows.size()][];
    double[][] deltas = new double[windows.size()][];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = new double[windows.get(i).rows() * model.inputSize()];
      deltas[i] = new double[windows.get(i).rows() * model.channels().size()];
    }
    VisitedInputs target = new VisitedInputs(windows, null, inputs, deltas);
    Supplier<ReplayFilter> recorders = () -> new Recorder(model, target, logs);
    try (ReplayBatch batch =
        ReplayBatch.builder(problem.setup())
            .logs(logs)
            .windows(windows)
            .threads(problem.options().threads())
            .filters(recorders)
            .build()) {
      return new VisitedInputs(
          windows, batch.replay(problem.setup().nominal()), inputs, deltas);
    }
  }
}
