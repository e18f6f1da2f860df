package org.workcell.sim.planning;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.Rotations;

/**
 * Moves the tip on a straight line while it turns about a fixed axis, by inverse kinematics from
 * point to point.
 */
final class StraightLine {

  private final TipTarget tip;
  private final int steps;
  private final double largestJump;

  /**
   * A search.
   *
   * @param steps into how many parts the line is divided
   * @param largestJump how far a joint may move within one of them
   */
  StraightLine(TipTarget tip, int steps, double largestJump) {
    this.tip = tip;
    this.steps = steps;
    this.largestJump = largestJump;
  }

  /** Points from the present joint positions on, as far as they were found. */
  record Line(PlannedMotion.Outcome outcome, List<double[]> points) {}

  Line find(double[] from, Pose target, EdgeCheck edges) {
    Pose start = new Pose();
    start.set(tip.tipAt(from));
    double[] turn = new double[3];
    Rotations.difference(start.rotation(), target.rotation(), turn);
    List<double[]> points = new ArrayList<>();
    points.add(from.clone());
    Pose pose = new Pose();
    for (int step = 1; step <= steps; step++) {
      interpolate(start, target, turn, (double) step / steps, pose);
      double[] before = points.get(step - 1);
      double[] joints = before.clone();
      boolean reached = tip.solve(step == steps ? target : pose, joints);
      if (!reached || JointSpace.largestDifference(before, joints) > largestJump) {
        return new Line(PlannedMotion.Outcome.UNREACHABLE, points);
      }
      if (!edges.isFree(before, joints)) {
        return new Line(PlannedMotion.Outcome.BLOCKED, points);
      }
      points.add(joints);
    }
    return new Line(PlannedMotion.Outcome.STRAIGHT, points);
  }

  private static void interpolate(
      Pose start, Pose target, double[] turn, double share, Pose result) {
    JointSpace.interpolate(start.position(), target.position(), share, result.position());
    double[] partOfTurn = {share * turn[0], share * turn[1], share * turn[2]};
    double[] turned = new double[9];
    Rotations.fromAxisAngle(partOfTurn, 0, turned);
    Rotations.multiply(start.rotation(), turned, result.rotation());
  }
}
