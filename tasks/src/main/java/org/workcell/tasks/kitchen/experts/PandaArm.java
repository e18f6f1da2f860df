package org.workcell.tasks.kitchen.experts;

import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.SerialChain;

/**
 * The kitchen's Panda arm: the published Denavit-Hartenberg parameters, the place of its base, the
 * ranges of its joints. The tip is the point between the fingers; its z axis runs along the
 * fingers, its y axis from finger to finger. Lengths in metres, angles in radians.
 */
final class PandaArm {

  static final int JOINTS = 7;

  /** Ranges of the joints in this kitchen; the sixth is counted from another zero than Franka's. */
  static final double[] LOW = {-2.8973, -1.7628, -2.8973, -3.0718, -2.8973, -1.6573, -2.8973};

  static final double[] HIGH = {2.8973, 1.7628, 2.8973, -0.4, 2.8973, 2.1127, 2.8973};

  private static final double QUARTER = Math.PI / 2;
  private static final double BASE_HEIGHT = 1.8;

  /** The base faces the counter, along y; the kitchen writes this turn with few digits. */
  private static final double BASE_TURN = 1.57;

  /** From each joint's frame to the next one's: offset along x, turn about x, offset along z. */
  private static final double[][] LINKS = {
    {0, 0, 0.333},
    {0, -QUARTER, 0},
    {0, QUARTER, 0.316},
    {0.0825, QUARTER, 0},
    {-0.0825, -QUARTER, 0.384},
    {0, QUARTER, 0},
    {0.088, QUARTER, 0}
  };

  /** Between the zero of a joint in this kitchen and Franka's. */
  private static final double[] ZERO = {0, 0, 0, 0, 0, QUARTER, QUARTER / 2};

  /** From the last joint's frame to the point between the fingers. */
  private static final double HAND_LENGTH = 0.21;

  private static final double HAND_TURN = -QUARTER / 2;

  private PandaArm() {}

  static SerialChain newChain() {
    Pose base = new Pose();
    base.position()[2] = BASE_HEIGHT;
    base.turn(2, BASE_TURN);
    SerialChain.Builder chain = SerialChain.builder().base(base);
    for (int i = 0; i < JOINTS; i++) {
      chain.denavitHartenberg("joint" + (i + 1), LINKS[i], ZERO[i], LOW[i], HIGH[i]);
    }
    return chain.advance(2, HAND_LENGTH).turn(2, HAND_TURN).build();
  }
}
