package org.workcell.tasks.arm;

import org.workcell.tasks.arm.robot.ArmRobot;

/** Lengths of the scene and of the rules, all in proportion to the arm's reach. Metres. */
record Sizes(double reach) {

  static Sizes of(ArmRobot robot) {
    return new Sizes(robot.reachMetres());
  }

  /** How near the tip has to come to a point. */
  double reachTolerance() {
    return 0.02 * reach;
  }

  /** How near the tip has to follow a reference on average. */
  double trackTolerance() {
    return 0.02 * reach;
  }

  double puckRadius() {
    return 0.045 * reach;
  }

  double puckHalfHeight() {
    return 0.026 * reach;
  }

  double puckKilograms() {
    return 0.3 * reach * reach;
  }

  /** How near the puck's middle has to come to its goal's. */
  double pushTolerance() {
    return 0.04 * reach;
  }

  /** Least way between puck and goal. */
  double leastPush() {
    return 0.13 * reach;
  }

  /** Largest way between puck and goal. */
  double largestPush() {
    return 0.33 * reach;
  }

  /** Height of the tip above the table while it pushes. */
  double pushHeight() {
    return 0.024 * reach;
  }

  /** Height of the tip above the table while it passes over the puck. */
  double passHeight() {
    return 0.085 * reach;
  }

  /** Least height of goals and references above the table. */
  double clearance() {
    return 0.1 * reach;
  }
}
