package org.workcell.tasks.libero.parity;

import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.ResetOptions;
import org.workcell.tasks.libero.problem.GoalAtoms;
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
    environment.reset(ResetOptions.seed(0).withContext(context(0)), storage, 0);
    Physics physics = environment.physics();
    GoalAtoms goal = new GoalAtoms(recording.config(), physics, Profile.COMPAT);
    for (int row = 0; row < recording.rows("qpos"); row++) {
      differences.at("teleport", row, -1);
      double[] recorded = recording.row("atoms", row);
      physics.qpos().write(0, recording.row("qpos", row));
      physics.forward();
      for (int atom = 0; atom < goal.count(); atom++) {
        differences.flag(ActionReplay.ATOMS, recorded[atom], goal.holds(atom) ? 1 : 0);
      }
    }
  }

  /** At time zero and at rest. */
  private double[] context(int row) {
    double[] state = new double[recording.config().stateWidth()];
    double[] positions = recording.row("qpos", row);
    System.arraycopy(positions, 0, state, 1, positions.length);
    return recording.context(state);
  }
}
