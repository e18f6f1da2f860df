package org.workcell.tasks.arm.experts;

import org.workcell.sim.batch.Observation;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Expert;
import org.workcell.tasks.arm.robot.ArmRobot;

/** Leads the tip to the goal. */
public final class ReachExpert implements Expert {

  private final TipServo servo;
  private final double[] goal = new double[3];

  /** An expert for an arm. */
  public ReachExpert(ArmRobot robot, JointDrive drive) {
    this.servo = new TipServo(robot, drive);
  }

  @Override
  public void start(Episode episode) {
    servo.start();
  }

  @Override
  public void act(Observation observation, double[] action) {
    servo.look(observation);
    observation.read(ArmView.GOAL, goal);
    servo.act(goal, false, 1, action);
  }
}
