package org.workcell.tasks.arm.robot;

import java.util.HashMap;
import java.util.Map;
import org.workcell.sim.files.BadInputException;

/**
 * The part of the table in front of an arm where the tip can push things: it gets there from above
 * and behind, with the tool pointing down.
 *
 * @param innerMetres least distance from the arm's root
 * @param outerMetres largest distance from the arm's root
 * @param halfAngleRadians to either side of straight ahead
 */
public record PushArea(double innerMetres, double outerMetres, double halfAngleRadians) {

  private static final double HALF_ANGLE = 0.7;
  private static final double LARGEST_TILT = 0.45;
  private static final double TOLERANCE = 0.004;
  private static final int STEPS = 80;
  private static final int RADII = 45;
  private static final int MOST_KEPT = 16;

  private record Key(ArmRobot robot, double pushHeight, double passHeight, double behind) {}

  /** Specs and tasks ask for the same areas again and again. */
  private static final Map<Key, PushArea> KEPT = new HashMap<>();

  /**
   * Works out the area of an arm by inverse kinematics, once. Thread-safe.
   *
   * @param pushHeight of the tip while it pushes, metres
   * @param passHeight of the tip while it passes over things
   * @param behind how far the tip has to get behind things
   * @throws BadInputException if the arm reaches too little of the table
   */
  public static PushArea of(ArmRobot robot, double pushHeight, double passHeight, double behind) {
    Key key = new Key(robot, pushHeight, passHeight, behind);
    synchronized (KEPT) {
      PushArea kept = KEPT.get(key);
      if (kept == null) {
        kept = search(key);
        if (KEPT.size() >= MOST_KEPT) {
          KEPT.clear();
        }
        KEPT.put(key, kept);
      }
      return kept;
    }
  }

  private static PushArea search(Key key) {
    ArmRobot robot = key.robot();
    double reach = robot.reachMetres();
    boolean[] reached = new boolean[RADII];
    for (int i = 0; i < RADII; i++) {
      reached[i] = reaches(robot, reach * (i + 1) / RADII, key.pushHeight(), key.passHeight());
    }
    int bestStart = 0;
    int bestLength = 0;
    for (int start = 0; start < RADII; start++) {
      int end = start;
      while (end < RADII && reached[end]) {
        end++;
      }
      if (end - start > bestLength) {
        bestStart = start;
        bestLength = end - start;
      }
    }
    double inner = reach * (bestStart + 1) / RADII + key.behind();
    double outer = reach * (bestStart + bestLength) / RADII - key.behind();
    if (outer - inner < 0.1 * reach) {
      throw new BadInputException(
          "robot '%s' reaches too little of the table with its tool pointing down to push things; check 'tip', whose z axis points out of the tool, 'home' and 'position' of its map"
              .formatted(robot.label()));
    }
    return new PushArea(inner, outer, HALF_ANGLE);
  }

  private static boolean reaches(ArmRobot robot, double radius, double low, double high) {
    ToolDown solver = new ToolDown(robot);
    double[] root = robot.stand().position();
    for (double angle : new double[] {-HALF_ANGLE - 0.1, 0, HALF_ANGLE + 0.1}) {
      double yaw = robot.stand().yawRadians() + angle;
      double[] joints = robot.home();
      double[] point = {root[0] + radius * Math.cos(yaw), root[1] + radius * Math.sin(yaw), high};
      if (!solves(solver, joints, point, robot)) {
        return false;
      }
      point[2] = low;
      if (!solves(solver, joints, point, robot)) {
        return false;
      }
    }
    return true;
  }

  private static boolean solves(ToolDown solver, double[] joints, double[] point, ArmRobot robot) {
    for (int i = 0; i < STEPS; i++) {
      solver.step(joints, point, true);
    }
    double[] tip = solver.tip(joints).position();
    double x = tip[0] - point[0];
    double y = tip[1] - point[1];
    double z = tip[2] - point[2];
    return Math.sqrt(x * x + y * y + z * z) < TOLERANCE * robot.reachMetres()
        && ToolDown.tilt(solver.tip(joints).rotation()) < LARGEST_TILT;
  }
}
