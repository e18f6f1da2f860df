package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.metaworld.Rewards.Falloff;

/** Push: the puck goes to a goal on the table. */
final class PushTask extends MetaWorldTask<RewardInputs> {

  static final TaskSheet SHEET =
      new TaskSheet(
          "push-v3",
          "push the puck to the goal",
          TaskSheet.scene("push.xml", "sawyer_push_v3.xml"),
          vector(0, 0.6, 0.2),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          new Box(vector(-0.1, 0.6, 0.02, -0.1, 0.8, 0.01), vector(0.1, 0.7, 0.02, 0.1, 0.9, 0.02)),
          new Box(vector(-0.1, 0.8, 0.01), vector(0.1, 0.9, 0.02)),
          "the puck is at most 0.05 m from the goal");

  private static final double SUCCESS_DISTANCE = 0.05;
  private static final double NEAR_DISTANCE = 0.03;
  private static final double HELD_DISTANCE = 0.02;
  private static final double LIFTED_HEIGHT = 0.02;
  private static final GripperCaging CAGING =
      new GripperCaging(0.015, 0.05, 0.01, 0.005, 1, GripperCaging.Density.HIGH);

  private final Puck puck;
  private final int goalSite;

  PushTask(Physics physics, MetaWorldSettings settings) {
    super(
        SHEET,
        settings,
        physics,
        new RewardInputs(),
        settings.legacyReward() ? PushTask::rewardV1 : PushTask::rewardV2);
    this.puck = new Puck(physics);
    this.goalSite = physics.scene().site("goal");
  }

  @Override
  boolean rejects(double[] context) {
    return Puck.tooClose(context);
  }

  /**
   * Context: puck position (3), goal position (3). Both heights are drawn and then replaced by the
   * height at which the puck came to rest.
   */
  @Override
  void arrange(double[] context) {
    double height = puck.height();
    Vectors.set(inputs.target, context[3], context[4], height);
    Vectors.set(inputs.objectStart, context[0], context[1], height);
    puck.place(inputs.objectStart);
    moveSite(goalSite, inputs.target);
    inputs.maximumDistance = Vectors.horizontalDistance(inputs.objectStart, inputs.target);
  }

  @Override
  void readObjects(double[] frame) {
    puck.read(frame);
  }

  @Override
  void readOwnInputs() {
    inputs.padsTouchObject = padsTouch(puck.geom());
  }

  static void rewardV2(RewardInputs in, RewardOutcome out) {
    double handToPuck = Vectors.distance(in.object, in.tcp);
    double puckToGoal = Vectors.distance(in.object, in.target);
    double margin = Vectors.distance(in.objectStart, in.target);
    out.inPlaceReward =
        Rewards.tolerance(puckToGoal, 0, SUCCESS_DISTANCE, margin, Falloff.LONG_TAIL);
    out.graspReward = CAGING.reward(in);
    if (puckToGoal < SUCCESS_DISTANCE) {
      out.reward = 10;
    } else if (handToPuck < HELD_DISTANCE && in.opening > 0) {
      // Upstream adds the caging term twice once the puck is held.
      out.reward = 4 * out.graspReward + 1 + 5 * out.inPlaceReward;
    } else {
      out.reward = 2 * out.graspReward;
    }
    boolean lifted = in.object[2] - LIFTED_HEIGHT > in.objectStart[2];
    out.success = puckToGoal <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(handToPuck <= NEAR_DISTANCE);
    out.graspSuccess = asNumber(in.padsTouchObject && in.opening > 0 && lifted);
    out.objectToTarget = puckToGoal;
  }

  /** Distances in the plane of the table; upstream's v1 leaves the other columns at constants. */
  static void rewardV1(RewardInputs in, RewardOutcome out) {
    double handToPuck = Vectors.distance(in.object, in.tcp);
    double puckToGoal = Vectors.horizontalDistance(in.object, in.target);
    double progress =
        handToPuck < 0.05 ? Rewards.legacyProgress(puckToGoal, in.maximumDistance) : 0;
    out.reward = progress - handToPuck;
    out.success = puckToGoal <= SUCCESS_DISTANCE;
    out.nearObject = 1;
    out.objectToTarget = puckToGoal;
  }
}
