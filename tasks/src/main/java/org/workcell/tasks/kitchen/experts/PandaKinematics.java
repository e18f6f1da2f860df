package org.workcell.tasks.kitchen.experts;

/**
 * Where the hand of the Panda arm is, and how its joints move it. Link lengths and twists are the
 * arm's published Denavit-Hartenberg parameters; the base stands where the kitchen has it. Lengths
 * in metres, angles in radians, world frame, matrices row-major. One thread at a time; computing
 * allocates nothing.
 */
final class PandaKinematics {

  static final int JOINTS = 7;

  /** Ranges of the joints in this kitchen; the sixth is counted from another zero than Franka's. */
  static final double[] LOW = {-2.8973, -1.7628, -2.8973, -3.0718, -2.8973, -1.6573, -2.8973};

  static final double[] HIGH = {2.8973, 1.7628, 2.8973, -0.4, 2.8973, 2.1127, 2.8973};

  private static final double QUARTER = Math.PI / 2;
  private static final double BASE_HEIGHT = 1.8;

  /** The base faces the counter, along y; the kitchen writes this turn with few digits. */
  private static final double BASE_TURN = 1.57;

  /** From each joint's frame to the next one's: offset along x, offset along z, turn about x. */
  private static final double[][] LINKS = {
    {0, 0.333, 0},
    {0, 0, -QUARTER},
    {0, 0.316, QUARTER},
    {0.0825, 0, QUARTER},
    {-0.0825, 0.384, -QUARTER},
    {0, 0, QUARTER},
    {0.088, 0, QUARTER}
  };

  /** Between the zero of a joint in this kitchen and Franka's. */
  private static final double[] ZERO = {0, 0, 0, 0, 0, QUARTER, QUARTER / 2};

  /** From the last joint's frame to the point between the fingers. */
  private static final double HAND_LENGTH = 0.21;

  private static final double HAND_TURN = -QUARTER / 2;

  private final double[] position = new double[3];
  private final double[] rotation = new double[9];
  private final double[][] anchors = new double[JOINTS][3];
  private final double[][] axes = new double[JOINTS][3];

  /** Computes everything for joint positions: the first seven of these numbers. */
  void compute(double[] joints) {
    position[0] = 0;
    position[1] = 0;
    position[2] = BASE_HEIGHT;
    Rotations.identity(rotation);
    Rotations.turn(rotation, 2, BASE_TURN);
    for (int i = 0; i < JOINTS; i++) {
      advance(LINKS[i][0], 0);
      Rotations.turn(rotation, 0, LINKS[i][2]);
      advance(LINKS[i][1], 2);
      Rotations.column(rotation, 2, axes[i]);
      System.arraycopy(position, 0, anchors[i], 0, 3);
      Rotations.turn(rotation, 2, joints[i] + ZERO[i]);
    }
    advance(HAND_LENGTH, 2);
    Rotations.turn(rotation, 2, HAND_TURN);
  }

  private void advance(double length, int axis) {
    for (int i = 0; i < 3; i++) {
      position[i] += length * rotation[3 * i + axis];
    }
  }

  /** The point between the fingers; a live view. */
  double[] position() {
    return position;
  }

  /** The hand's frame: z along the fingers, y from finger to finger; a live view. */
  double[] rotation() {
    return rotation;
  }

  /** Writes how a joint moves and turns the hand. */
  void jacobian(int joint, double[] moves, double[] turns) {
    double[] axis = axes[joint];
    double x = position[0] - anchors[joint][0];
    double y = position[1] - anchors[joint][1];
    double z = position[2] - anchors[joint][2];
    moves[0] = axis[1] * z - axis[2] * y;
    moves[1] = axis[2] * x - axis[0] * z;
    moves[2] = axis[0] * y - axis[1] * x;
    System.arraycopy(axis, 0, turns, 0, 3);
  }
}
