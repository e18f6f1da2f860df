package org.workcell.tasks.libero.parity;

import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.task.ResetOptions;
import org.workcell.tasks.parity.Differences;

/** Truths of goal atoms in states that nothing has moved to. */
final class TeleportReplay {

  private final Recording recording;
  private final SimulatedEnvironment environment;
  private final Differences differences;

  TeleportReplay(Recording recording, SimulatedEnvironment environment, Differences differences) {
    this.recording = recording;
    this.environment = environment;
    this.differences = differences;
  }

  void run() {
    BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    int atoms = recording.sheet().goal().size();
    for (int row = 0; row < recording.rows("qpos"); row++) {
      differences.at("teleport", row, -1);
      environment.reset(ResetOptions.seed(0).withContext(context(row)), storage, 0);
      double[] recorded = recording.row("atoms", row);
      for (int atom = 0; atom < atoms; atom++) {
        differences.flag(ActionReplay.ATOMS, recorded[atom], storage.info().get(0, atom));
      }
    }
  }

  /** At time zero and at rest. */
  private double[] context(int row) {
    double[] state = new double[recording.sheet().stateWidth()];
    double[] positions = recording.row("qpos", row);
    System.arraycopy(positions, 0, state, 1, positions.length);
    return recording.context(state);
  }
}
