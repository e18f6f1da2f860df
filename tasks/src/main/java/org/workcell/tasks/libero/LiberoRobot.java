package org.workcell.tasks.libero;

import java.util.List;
import java.util.stream.IntStream;

/** The Panda arm of the suite: names in its scenes and the numbers of its control. */
final class LiberoRobot {

  static final int ARM = 7;
  static final int FINGERS = 2;

  /** The controlled site, between the finger tips. */
  static final String GRIP_SITE = "gripper0_grip_site";

  /** The body whose orientation is that of the hand. */
  static final String HAND = "robot0_right_hand";

  static final double PERIOD_SECONDS = 0.05;

  /** Physics steps of 2 ms per action. */
  static final int SUBSTEPS = 25;

  /** Where resets put the arm, radians. */
  private static final double[] NOMINAL = {
    0, -0.161037389, 0, -2.44459747, 0, 2.2267522, Math.PI / 4
  };

  private LiberoRobot() {}

  static double[] nominal() {
    return NOMINAL.clone();
  }

  /** Torque motors from the base on. */
  static List<String> motors() {
    return IntStream.rangeClosed(1, ARM).mapToObj(i -> "robot0_torq_j" + i).toList();
  }

  /** The joints that they move. */
  static List<String> joints() {
    return IntStream.rangeClosed(1, ARM).mapToObj(i -> "robot0_joint" + i).toList();
  }

  static String finger(int number) {
    return "gripper0_gripper_finger_joint" + number;
  }
}
