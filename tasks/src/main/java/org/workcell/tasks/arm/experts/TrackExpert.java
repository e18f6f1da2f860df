package org.workcell.tasks.arm.experts;

import org.workcell.sim.batch.Observation;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Expert;
import org.workcell.tasks.arm.robot.ArmRobot;
import org.workcell.tasks.arm.robot.ToolDown;

/** Follows the reference: takes positions and velocities of the joints from the next two. */
public final class TrackExpert implements Expert {

  private static final int SOLVER_STEPS = 4;

  private final JointDrive drive;
  private final ToolDown solver;
  private final boolean byTip;
  private final double[] plan;
  private final double[] next;
  private final double[] velocity;
  private final double[] point = new double[3];
  private boolean planned;

  /**
   * An expert for an arm.
   *
   * @param byTip whether the reference is of the tip; of the joints otherwise
   */
  public TrackExpert(ArmRobot robot, JointDrive drive, boolean byTip) {
    this.drive = drive;
    this.solver = new ToolDown(robot);
    this.byTip = byTip;
    this.plan = new double[robot.jointCount()];
    this.next = new double[plan.length];
    this.velocity = new double[plan.length];
  }

  @Override
  public void start(Episode episode) {
    drive.start();
    planned = false;
  }

  @Override
  public void act(Observation observation, double[] action) {
    drive.look(observation);
    if (byTip) {
      planTip(observation);
    } else {
      for (int i = 0; i < plan.length; i++) {
        plan[i] = observation.get(ArmView.GOAL, i);
        next[i] = observation.get(ArmView.GOAL, plan.length + i);
      }
    }
    for (int i = 0; i < plan.length; i++) {
      velocity[i] = (next[i] - plan[i]) / drive.periodSeconds();
    }
    drive.act(plan, velocity, action);
  }

  private void planTip(Observation observation) {
    if (!planned) {
      System.arraycopy(drive.positions(), 0, plan, 0, plan.length);
      planned = true;
    }
    solve(observation, 0, plan);
    System.arraycopy(plan, 0, next, 0, plan.length);
    solve(observation, 1, next);
  }

  private void solve(Observation observation, int reference, double[] joints) {
    for (int i = 0; i < 3; i++) {
      point[i] = observation.get(ArmView.GOAL, 3 * reference + i);
    }
    for (int i = 0; i < SOLVER_STEPS; i++) {
      solver.step(joints, point, false);
    }
  }
}
