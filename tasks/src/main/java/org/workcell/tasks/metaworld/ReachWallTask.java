package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.metaworld.Rewards.Falloff;

/** Reach with a wall: the fingertips go to a goal behind the wall. The puck only distracts. */
final class ReachWallTask extends MetaWorldTask<RewardInputs> {

  static final TaskSheet SHEET =
      new TaskSheet(
          "reach-wall-v3",
          "move the gripper around the wall to the goal point",
          TaskSheet.scene("reach_wall.xml", "sawyer_reach_wall_v3.xml"),
          vector(0, 0.6, 0.2),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          new Box(
              vector(-0.05, 0.6, 0.015, -0.05, 0.85, 0.05),
              vector(0.05, 0.65, 0.015, 0.05, 0.9, 0.3)),
          new Box(vector(-0.05, 0.85, 0.05), vector(0.05, 0.9, 0.3)),
          "the point between the fingertips is at most 0.05 m from the goal");

  private static final double SUCCESS_DISTANCE = 0.05;

  private final Puck puck;
  private final int goalSite;

  ReachWallTask(Physics physics, MetaWorldSettings settings) {
    super(
        SHEET,
        settings,
        physics,
        new RewardInputs(),
        settings.legacyReward() ? ReachWallTask::rewardV1 : ReachWallTask::rewardV2);
    this.puck = new Puck(physics);
    this.goalSite = physics.scene().site("goal");
  }

  @Override
  boolean rejects(double[] context) {
    return Puck.tooClose(context);
  }

  /** Context: puck position (3), goal position (3). */
  @Override
  void arrange(double[] context) {
    System.arraycopy(context, 3, inputs.target, 0, 3);
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    puck.place(inputs.objectStart);
    moveSite(goalSite, inputs.target);
    inputs.maximumDistance = Vectors.distance(inputs.initialTcp, inputs.target);
  }

  @Override
  void readObjects(double[] frame) {
    puck.read(frame);
  }

  static void rewardV2(RewardInputs in, RewardOutcome out) {
    double distance = Vectors.distance(in.tcp, in.target);
    double margin = Vectors.distance(in.handStart, in.target);
    out.inPlaceReward = Rewards.tolerance(distance, 0, SUCCESS_DISTANCE, margin, Falloff.LONG_TAIL);
    out.reward = 10 * out.inPlaceReward;
    out.success = distance <= SUCCESS_DISTANCE;
    out.objectToTarget = distance;
  }

  static void rewardV1(RewardInputs in, RewardOutcome out) {
    double distance = Vectors.distance(in.tcp, in.target);
    out.reward = Rewards.legacyProgress(distance, in.maximumDistance);
    out.success = distance <= SUCCESS_DISTANCE;
    out.objectToTarget = distance;
  }
}
