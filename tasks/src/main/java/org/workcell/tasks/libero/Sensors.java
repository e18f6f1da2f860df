package org.workcell.tasks.libero;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Physics;
import org.workcell.tasks.libero.problem.Instance;
import org.workcell.tasks.libero.problem.TaskConfig;

/**
 * Proprioception, object state and the state of VLA code, with robosuite's names and order. One
 * thread at a time; reading allocates nothing.
 */
final class Sensors {

  /** Numbers of proprioception, and where its parts begin. */
  static final int PROPRIO = 39;

  private static final int COSINES = 7;
  private static final int SINES = 14;
  private static final int VELOCITIES = 21;
  private static final int EEF_POSITION = 28;
  private static final int EEF_QUATERNION = 31;
  private static final int FINGER_POSITIONS = 35;
  private static final int FINGER_VELOCITIES = 37;

  /** Numbers of each object: position, quaternion, and both relative to the hand. */
  static final int PER_OBJECT = 14;

  static final int STATE = 8;

  private final Moment moment;
  private final int gripSite;
  private final int hand;
  private final int[] bodies;
  private final HandFrame frame = new HandFrame();
  private final double[] proprio = new double[PROPRIO];
  private final double[] objects;
  private final double[] state = new double[STATE];

  Sensors(TaskConfig config, Physics physics, Moment moment) {
    this.moment = moment;
    this.gripSite = physics.scene().site(LiberoRobot.GRIP_SITE);
    this.hand = physics.scene().body(LiberoRobot.HAND);
    this.bodies =
        config.movables().stream().mapToInt(i -> physics.scene().body(i.rootBody())).toArray();
    this.objects = new double[PER_OBJECT * bodies.length];
  }

  /** The blocks {@code proprio}, {@code object_state} and {@code state}. */
  static List<BlockSpec> blocks(TaskConfig config) {
    return List.of(
        block("proprio", PROPRIO),
        block("object_state", PER_OBJECT * config.movables().size()),
        block("state", STATE));
  }

  static BlockSpec block(String name, int size) {
    return BlockSpec.vector(
        name, DataType.FLOAT64, size, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** How the numbers follow each other, by the names that robosuite gives them. */
  static String layout(TaskConfig config) {
    List<String> names = new ArrayList<>();
    for (Instance object : config.movables()) {
      names.add(object.name());
    }
    return "proprio: robot0_joint_pos (7), robot0_joint_pos_cos (7), robot0_joint_pos_sin (7),"
        + " robot0_joint_vel (7), robot0_eef_pos (3), robot0_eef_quat (4), robot0_gripper_qpos (2),"
        + " robot0_gripper_qvel (2); object_state: for each of "
        + String.join(", ", names)
        + ": _pos (3), _quat (4), _to_robot0_eef_pos (3), _to_robot0_eef_quat (4); state:"
        + " robot0_eef_pos (3), axis-angle of robot0_eef_quat (3), robot0_gripper_qpos (2)";
  }

  /** Reads everything at the moment at which observations are due. */
  void read() {
    readRobot();
    frame.set(proprio, EEF_POSITION, EEF_QUATERNION);
    for (int i = 0; i < bodies.length; i++) {
      readObject(bodies[i], PER_OBJECT * i);
    }
    readState();
  }

  private void readRobot() {
    DoubleArray positions = moment.positions();
    DoubleArray velocities = moment.velocities();
    for (int i = 0; i < LiberoRobot.ARM; i++) {
      double position = positions.get(i);
      proprio[i] = position;
      proprio[COSINES + i] = Math.cos(position);
      proprio[SINES + i] = Math.sin(position);
      proprio[VELOCITIES + i] = velocities.get(i);
    }
    for (int i = 0; i < 3; i++) {
      proprio[EEF_POSITION + i] = moment.sitePositions().get(gripSite, i);
      proprio[EEF_QUATERNION + i] = moment.bodyQuaternions().get(hand, 1 + i);
    }
    proprio[EEF_QUATERNION + 3] = moment.bodyQuaternions().get(hand, 0);
    for (int i = 0; i < LiberoRobot.FINGERS; i++) {
      proprio[FINGER_POSITIONS + i] = positions.get(LiberoRobot.ARM + i);
      proprio[FINGER_VELOCITIES + i] = velocities.get(LiberoRobot.ARM + i);
    }
  }

  private void readObject(int body, int at) {
    for (int i = 0; i < 3; i++) {
      objects[at + i] = moment.bodyPositions().get(body, i);
      objects[at + 3 + i] = moment.bodyQuaternions().get(body, 1 + i);
    }
    objects[at + 6] = moment.bodyQuaternions().get(body, 0);
    frame.relate(objects, at);
  }

  private void readState() {
    for (int i = 0; i < 3; i++) {
      state[i] = proprio[EEF_POSITION + i];
    }
    frame.readRotationVector(state, 3);
    for (int i = 0; i < LiberoRobot.FINGERS; i++) {
      state[6 + i] = proprio[FINGER_POSITIONS + i];
    }
  }

  /** Writes the three blocks, of which the first has this number. */
  void write(BatchRow row, int firstBlock) {
    row.writeObservation(firstBlock, proprio);
    row.writeObservation(firstBlock + 1, objects);
    row.writeObservation(firstBlock + 2, state);
  }
}
