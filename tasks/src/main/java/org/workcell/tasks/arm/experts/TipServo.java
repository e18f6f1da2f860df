package org.workcell.tasks.arm.experts;

import org.workcell.sim.batch.Observation;
import org.workcell.tasks.arm.robot.ArmRobot;
import org.workcell.tasks.arm.robot.ToolDown;

/**
 * Moves the tip along a straight way to a point, at a pace. The way is planned: joints follow a
 * plan by inverse kinematics, and the drive makes them keep to it. One thread at a time; allocates
 * nothing.
 */
final class TipServo {

  /** Steps of the solver for each action. */
  private static final int SOLVER_STEPS = 3;

  /** Metres per second of the tip at full pace, for each metre of reach. */
  private static final double PACE = 0.5;

  private final JointDrive drive;
  private final ToolDown solver;
  private final double[] plan;
  private final double[] before;
  private final double[] velocity;
  private final double[] point = new double[3];
  private final double[] tip = new double[7];
  private final double pace;
  private final double period;
  private final double largestTurn;
  private boolean planned;

  TipServo(ArmRobot robot, JointDrive drive) {
    this.drive = drive;
    this.solver = new ToolDown(robot);
    this.plan = new double[robot.jointCount()];
    this.before = new double[plan.length];
    this.velocity = new double[plan.length];
    this.pace = PACE * robot.reachMetres();
    this.period = drive.periodSeconds();
    this.largestTurn = 0.7 * robot.speed() * period;
  }

  void start() {
    drive.start();
    planned = false;
  }

  /** Reads where the arm is. */
  void look(Observation observation) {
    drive.look(observation);
    observation.read(ArmView.TIP, tip);
    if (!planned) {
      System.arraycopy(drive.positions(), 0, plan, 0, plan.length);
      planned = true;
    }
  }

  /** Where the tip is: position and quatWxyz, [7]; a live view. */
  double[] tip() {
    return tip;
  }

  /** Where the plan has the tip, metres; a live view. */
  double[] plannedPoint() {
    return solver.tip(plan).position();
  }

  /**
   * Writes an action.
   *
   * @param goal where the tip is to go
   * @param down whether the tool is to point down
   * @param share of the full pace
   */
  void act(double[] goal, boolean down, double share, double[] action) {
    double[] from = solver.tip(plan).position();
    double squares = 0;
    for (int i = 0; i < 3; i++) {
      squares += (goal[i] - from[i]) * (goal[i] - from[i]);
    }
    double distance = Math.sqrt(squares);
    double step = Math.min(distance, share * pace * period);
    double part = distance > 0 ? step / distance : 0;
    for (int i = 0; i < 3; i++) {
      point[i] = from[i] + part * (goal[i] - from[i]);
    }
    System.arraycopy(plan, 0, before, 0, plan.length);
    for (int i = 0; i < SOLVER_STEPS; i++) {
      solver.step(plan, point, down);
    }
    keepToSpeed();
    for (int i = 0; i < plan.length; i++) {
      velocity[i] = (plan[i] - before[i]) / period;
    }
    drive.act(plan, velocity, action);
  }

  private void keepToSpeed() {
    double largest = 0;
    for (int i = 0; i < plan.length; i++) {
      largest = Math.max(largest, Math.abs(plan[i] - before[i]));
    }
    if (largest > largestTurn) {
      for (int i = 0; i < plan.length; i++) {
        plan[i] = before[i] + (plan[i] - before[i]) * largestTurn / largest;
      }
    }
  }
}
