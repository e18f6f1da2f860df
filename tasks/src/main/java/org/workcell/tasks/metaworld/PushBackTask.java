package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.metaworld.Rewards.Falloff;

/** Push back: a block goes towards the robot, to a goal on the table. */
final class PushBackTask extends MetaWorldTask<RewardInputs> {

  static final TaskSheet SHEET =
      new TaskSheet(
          "push-back-v3",
          "pull the block backwards to the goal",
          TaskSheet.scene("push_back.xml", "sawyer_push_back_v3.xml"),
          // Upstream keeps these two in single precision.
          vector(0, 0.6f, 0.2f),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          new Box(
              vector(-0.1, 0.8, 0.02, -0.1, 0.6, 0.0199),
              vector(0.1, 0.85, 0.02, 0.1, 0.7, 0.0201)),
          new Box(vector(-0.1, 0.6, 0.0199), vector(0.1, 0.7, 0.0201)),
          "the block is at most 0.07 m from the goal");

  private static final double SUCCESS_DISTANCE = 0.07;
  private static final double GOAL_RADIUS = 0.05;
  private static final double NEAR_DISTANCE = 0.03;
  private static final double HELD_DISTANCE = 0.01;

  /** Opening of a gripper that is closed on the block. */
  private static final double HELD_OPENING = 0.55;

  /** Progress that shows that the block moves with the hand. */
  private static final double MOVED = 0.01;

  private static final double GRASPED_LIFT = 0.02;
  private static final PadCaging CAGING = new PadCaging(0.007, 0.003, 0.01);

  private final Puck block;
  private final int goalSite;

  PushBackTask(Physics physics, MetaWorldSettings settings) {
    super(
        SHEET,
        settings,
        physics,
        new RewardInputs(),
        settings.legacyReward() ? PushBackTask::rewardV1 : PushBackTask::rewardV2);
    this.block = new Puck(physics);
    this.goalSite = physics.scene().site("goal");
  }

  @Override
  boolean rejects(double[] context) {
    return Puck.tooClose(context);
  }

  /**
   * Context: block position (3), goal position (3). Both heights are drawn and then replaced by the
   * height at which the block came to rest.
   */
  @Override
  void arrange(double[] context) {
    double height = block.height();
    Vectors.set(inputs.target, context[3], context[4], height);
    Vectors.set(inputs.objectStart, context[0], context[1], height);
    block.place(inputs.objectStart);
    moveSite(goalSite, inputs.target);
    inputs.maximumDistance = Vectors.horizontalDistance(inputs.objectStart, inputs.target);
  }

  @Override
  void readObjects(double[] frame) {
    block.read(frame);
  }

  @Override
  void readOwnInputs() {
    inputs.padsTouchObject = padsTouch(block.geom());
  }

  static void rewardV2(RewardInputs in, RewardOutcome out) {
    double handToBlock = Vectors.distance(in.object, in.tcp);
    double blockToGoal = Vectors.distance(in.object, in.target);
    double startToGoal = Vectors.distance(in.objectStart, in.target);
    out.inPlaceReward =
        Rewards.tolerance(blockToGoal, 0, GOAL_RADIUS, startToGoal, Falloff.LONG_TAIL);
    out.graspReward = CAGING.reward(in);
    if (blockToGoal < GOAL_RADIUS) {
      out.reward = 10;
    } else {
      boolean held = handToBlock < HELD_DISTANCE && in.opening > 0 && in.opening < HELD_OPENING;
      boolean moved = startToGoal - blockToGoal > MOVED;
      out.reward =
          Rewards.hamacherProduct(out.graspReward, out.inPlaceReward)
              + (held && moved ? 1 + 5 * out.inPlaceReward : 0);
    }
    boolean lifted = in.object[2] - GRASPED_LIFT > in.objectStart[2];
    out.success = blockToGoal <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(handToBlock <= NEAR_DISTANCE);
    out.graspSuccess = asNumber(in.padsTouchObject && in.opening > 0 && lifted);
    out.objectToTarget = blockToGoal;
  }

  /** Distances in the plane of the table; upstream's v1 leaves the other columns at constants. */
  static void rewardV1(RewardInputs in, RewardOutcome out) {
    double handToBlock = Vectors.distance(in.object, in.tcp);
    double blockToGoal = Vectors.horizontalDistance(in.object, in.target);
    double progress =
        handToBlock < 0.05 ? Rewards.legacyProgress(blockToGoal, in.maximumDistance) : 0;
    out.reward = progress - handToBlock;
    out.success = blockToGoal <= SUCCESS_DISTANCE;
    out.nearObject = 1;
    out.objectToTarget = blockToGoal;
  }
}
