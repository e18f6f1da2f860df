package org.workcell.tasks.libero.parity;

import java.util.Arrays;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.ResetOptions;
import org.workcell.tasks.parity.Differences;

/**
 * Every action of a recording from its recorded state. The controller's memory carries on by
 * itself, so that it is compared, too.
 */
final class ActionReplay {

  static final String JOINTS = "robot_joints";
  static final String POSITIONS = "qpos";
  static final String OBJECT_STATE = "object_state";

  /** Goal atoms of actions after which positions agree. */
  static final String ATOMS = "goal_atoms";

  /** Goal atoms of the other actions. */
  static final String ATOMS_ELSEWHERE = "goal_atoms_elsewhere";

  /** Up to which difference positions agree. */
  private static final double AGREEMENT = 1e-8;

  private static final int ARM = 7;
  private static final int PROPRIO = 0;
  private static final int OBJECTS = 1;
  private static final int RESET = -1;

  private final Recording recording;
  private final SimulatedEnvironment environment;
  private final Differences differences;
  private final BatchStorage storage;
  private final int steps;
  private final int atoms;

  ActionReplay(Recording recording, SimulatedEnvironment environment, Differences differences) {
    this.recording = recording;
    this.environment = environment;
    this.differences = differences;
    this.storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    this.steps = recording.rows("action");
    this.atoms = recording.config().goal().size();
  }

  void run() {
    differences.at("teacher_forced", 0, RESET);
    double[] context = recording.context(recording.all("init_state"));
    environment.reset(ResetOptions.seed(0).withContext(context), storage, 0);
    differences.numbers("reset_proprio", recording.all("reset_proprio"), block(PROPRIO));
    differences.sample(OBJECT_STATE, recording.all("reset_object"), block(OBJECTS));
    compareAtoms(ATOMS, recording.all("start_atoms"));
    for (int step = 0; step < steps; step++) {
      differences.at("teacher_forced", 0, step);
      environment.physics().writeState(recording.row("before_istate", step));
      storage.action().putRow(0, recording.row("action", step));
      environment.step(storage, 0);
      compare(step);
    }
  }

  private double[] block(int block) {
    double[] values = new double[storage.observation(block).spec().size()];
    storage.observation(block).getRow(0, values);
    return values;
  }

  private void compare(int step) {
    Physics physics = environment.physics();
    double[] positions = physics.qpos().toArray();
    double[] recorded = positionsAfter(step, positions.length);
    differences.sample(JOINTS, Arrays.copyOf(recorded, ARM), Arrays.copyOf(positions, ARM));
    differences.sample(POSITIONS, recorded, positions);
    differences.sample("proprio", recording.row("proprio", step), block(PROPRIO));
    differences.sample(OBJECT_STATE, recording.row("object_state", step), block(OBJECTS));
    boolean agree = largest(recorded, positions) <= AGREEMENT;
    compareAtoms(agree ? ATOMS : ATOMS_ELSEWHERE, recording.row("atoms", step));
    if (agree) {
      differences.flag("reward", recording.row("reward", step)[0], storage.reward().get(0, 0));
    }
  }

  private double[] positionsAfter(int step, int count) {
    double[] state =
        step + 1 < steps ? recording.row("before_istate", step + 1) : recording.all("final_istate");
    // The first number of a state is the time.
    return Arrays.copyOfRange(state, 1, 1 + count);
  }

  private static double largest(double[] expected, double[] actual) {
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i] - actual[i]));
    }
    return largest;
  }

  private void compareAtoms(String quantity, double[] recorded) {
    for (int atom = 0; atom < atoms; atom++) {
      double found = storage.info().get(0, atom);
      if (quantity.equals(ATOMS)) {
        differences.flag(quantity, recorded[atom], found);
      } else {
        differences.sample(quantity, Math.abs(recorded[atom] - found));
        if (recorded[atom] != found) {
          differences.note(
              "goal atom %d is %s, recorded %s".formatted(atom, found, recorded[atom]));
        }
      }
    }
  }
}
