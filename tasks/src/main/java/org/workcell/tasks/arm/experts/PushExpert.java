package org.workcell.tasks.arm.experts;

import org.workcell.sim.batch.Observation;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Expert;
import org.workcell.tasks.arm.robot.ArmRobot;

/**
 * Gets the tip behind the puck, as seen from the goal, and pushes. The tip goes for the point
 * behind the puck that brings it to the goal, corrected sideways; when it has lost the puck, it
 * passes over it and starts again.
 */
public final class PushExpert implements Expert {

  /**
   * Lengths of the task, metres.
   *
   * @param puckRadius radius of the puck
   * @param pushHeight height of the tip while it pushes
   * @param passHeight height of the tip while it passes over the puck
   */
  public record Lengths(double puckRadius, double pushHeight, double passHeight) {}

  private enum Phase {
    RISE,
    PASS,
    LOWER,
    PUSH,
    REST
  }

  private static final double FAST = 1;
  private static final double CAREFUL = 0.35;

  /** Of the puck's radius: how near its goal is near enough. */
  private static final double DONE = 0.25;

  /** Of the puck's radius: how far from its middle the tip is lowered. */
  private static final double BEHIND = 1.75;

  /** Of the puck's radius: how far beside the line the tip may be while it pushes. */
  private static final double BESIDE = 0.75;

  private final TipServo servo;
  private final Lengths lengths;
  private final double[] goal = new double[3];
  private final double[] puck = new double[7];
  private final double[] point = new double[3];
  private Phase phase = Phase.RISE;
  private double directionX;
  private double directionY;
  private double left;

  /** An expert for an arm and a puck. */
  public PushExpert(ArmRobot robot, JointDrive drive, Lengths lengths) {
    this.servo = new TipServo(robot, drive);
    this.lengths = lengths;
  }

  @Override
  public void start(Episode episode) {
    servo.start();
    phase = Phase.RISE;
  }

  @Override
  public void act(Observation observation, double[] action) {
    servo.look(observation);
    observation.read(ArmView.GOAL, goal);
    observation.read(ArmView.OBJECT, puck);
    double x = goal[0] - puck[0];
    double y = goal[1] - puck[1];
    left = Math.hypot(x, y);
    if (left > 1e-6) {
      directionX = x / left;
      directionY = y / left;
    }
    advancePhase();
    aim();
    servo.act(point, true, phase == Phase.PUSH || phase == Phase.LOWER ? CAREFUL : FAST, action);
  }

  private void advancePhase() {
    double[] tip = servo.tip();
    double radius = lengths.puckRadius();
    if (left < DONE * radius) {
      phase = Phase.REST;
    } else if (phase == Phase.REST && left > 2 * DONE * radius) {
      phase = Phase.RISE;
    }
    if (phase == Phase.RISE && tip[2] > 0.85 * lengths.passHeight()) {
      phase = Phase.PASS;
    } else if (phase == Phase.PASS && away(BEHIND) < 0.2 * radius) {
      phase = Phase.LOWER;
    } else if (phase == Phase.LOWER && tip[2] < 1.3 * lengths.pushHeight()) {
      phase = Phase.PUSH;
    } else if (phase == Phase.PUSH && lost(tip)) {
      phase = Phase.RISE;
    }
  }

  /** How far the tip is, seen from above, from a place behind the puck. */
  private double away(double radii) {
    double[] tip = servo.tip();
    double behind = radii * lengths.puckRadius();
    return Math.hypot(
        puck[0] - behind * directionX - tip[0], puck[1] - behind * directionY - tip[1]);
  }

  private boolean lost(double[] tip) {
    double x = puck[0] - tip[0];
    double y = puck[1] - tip[1];
    double ahead = x * directionX + y * directionY;
    double beside = Math.abs(x * directionY - y * directionX);
    return ahead < 0 || beside > BESIDE * lengths.puckRadius();
  }

  private void aim() {
    double[] tip = servo.tip();
    double radius = lengths.puckRadius();
    switch (phase) {
      case RISE -> set(tip[0], tip[1], lengths.passHeight());
      case PASS ->
          set(
              puck[0] - BEHIND * radius * directionX,
              puck[1] - BEHIND * radius * directionY,
              lengths.passHeight());
      case LOWER ->
          set(
              puck[0] - BEHIND * radius * directionX,
              puck[1] - BEHIND * radius * directionY,
              lengths.pushHeight());
      case PUSH -> aimPush(tip, radius);
      case REST -> set(tip[0], tip[1], lengths.pushHeight());
    }
  }

  /** Ahead along the line, and so far across it that the puck turns back to the line. */
  private void aimPush(double[] tip, double radius) {
    double x = puck[0] - tip[0];
    double y = puck[1] - tip[1];
    double across = -x * directionY + y * directionX;
    double forward = Math.min(left, radius);
    double sideX = -directionY;
    double sideY = directionX;
    set(
        tip[0] + forward * directionX + 1.5 * across * sideX,
        tip[1] + forward * directionY + 1.5 * across * sideY,
        lengths.pushHeight());
  }

  private void set(double x, double y, double z) {
    point[0] = x;
    point[1] = y;
    point[2] = z;
  }
}
