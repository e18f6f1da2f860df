package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Soccer: the ball rolls into the goal. */
final class SoccerTask extends MetaWorldTask<RewardInputs> {

  static final TaskConfig<RewardInputs> CONFIG =
      TaskConfig.named(
              "soccer-v3", RewardVersions.of(SoccerTask::rewardV2).withV1(BallLegacyReward::soccer))
          .instruction("roll the ball into the soccer goal")
          .success("the ball is at most 0.07 m from the middle of the goal")
          .scene("soccer.xml", "sawyer_soccer.xml")
          .contexts(vector(-0.1, 0.6, 0.03, -0.1, 0.8, 0), vector(0.1, 0.7, 0.03, 0.1, 0.9, 0))
          .goals(vector(-0.1, 0.8, 0), vector(0.1, 0.9, 0))
          .build();

  static final double SUCCESS_DISTANCE = 0.07;
  private static final double NEAR_DISTANCE = 0.03;
  private static final double LIFTED_HEIGHT = 0.02;

  /** Height at which the ball starts; it drops by a few millimetres. */
  private static final double BALL_HEIGHT = 0.03;

  /** Distances of the ball across the goal count more. */
  private static final double SIDEWAYS_WEIGHT = 3;

  /** How far the goal reaches to both sides, and to the front, of its middle. */
  private static final double GOAL_REACH = 0.1;

  /** Where v2 takes the table to end. */
  private static final double TABLE_END = 1;

  private static final PadCaging CAGING = new PadCaging(0.013, 0.01, 0.005);

  private final LastFreeBody ball;
  private final int ballGeom;
  private final int goalBody;

  SoccerTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new RewardInputs());
    this.ball = new LastFreeBody(physics, "soccer_ball");
    this.ballGeom = physics.scene().geom("objGeom");
    this.goalBody = physics.scene().body("goal_whole");
  }

  @Override
  boolean rejects(double[] context) {
    return Puck.tooClose(context);
  }

  @Override
  void placeFixtures(double[] context) {
    moveBody(goalBody, context[3], context[4], context[5]);
  }

  /** Context: position of the ball (3), whose height is ignored, and of the goal (3). */
  @Override
  void arrange(double[] context) {
    System.arraycopy(context, 3, inputs.target, 0, 3);
    Vectors.set(inputs.objectStart, context[0], context[1], BALL_HEIGHT);
    placeFixtures(context);
    ball.place(inputs.objectStart);
    inputs.maximumDistance = Vectors.horizontalDistance(inputs.objectStart, inputs.target);
  }

  @Override
  void readObjects(double[] frame) {
    copyRow(physics.bodyPos(), ball.body(), frame, FIRST_OBJECT);
    Quaternions.fromMatrix(physics.bodyMat(), ball.body(), frame, FIRST_OBJECT + QUATERNION);
  }

  @Override
  int graspedGeom() {
    return ballGeom;
  }

  static void rewardV2(RewardInputs in, RewardOutcome out) {
    double tcpToBall = Vectors.distance(in.object, in.tcp);
    double ballToGoal = Vectors.distance(in.object, in.target);
    double weightedDistance = weightedDistance(in.object, in.target);
    out.inPlaceReward = inPlace(in, weightedDistance);
    out.graspReward = CAGING.reward(in);
    if (weightedDistance < SUCCESS_DISTANCE) {
      out.reward = 10;
    } else {
      out.reward = 3 * out.graspReward + 6.5 * out.inPlaceReward;
    }
    boolean lifted = in.object[2] - LIFTED_HEIGHT > in.objectStart[2];
    out.success = ballToGoal <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(tcpToBall <= NEAR_DISTANCE);
    out.graspSuccess(in, lifted);
    out.objectToTarget = ballToGoal;
  }

  /** The margin is how far the ball has come, so that it is zero before the ball moves. */
  private static double inPlace(RewardInputs in, double weightedDistance) {
    double margin = weightedDistance(in.object, in.objectStart);
    double inPlace =
        Rewards.tolerance(weightedDistance, 0, SUCCESS_DISTANCE, margin, Falloff.LONG_TAIL);
    double goalLine = in.target[1] - GOAL_REACH;
    boolean besideGoal = Math.abs(in.object[0] - in.target[0]) > GOAL_REACH;
    if (in.object[1] > goalLine && besideGoal) {
      double past = (in.object[1] - goalLine) / (TABLE_END - goalLine);
      return Math.min(Math.max(inPlace - 2 * past, 0), 1);
    }
    return inPlace;
  }

  private static double weightedDistance(double[] a, double[] b) {
    double x = SIDEWAYS_WEIGHT * (a[0] - b[0]);
    double y = a[1] - b[1];
    double z = a[2] - b[2];
    return Math.sqrt(x * x + y * y + z * z);
  }
}
