package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Basketball: the ball is picked up and brought over the hoop. */
final class BasketballTask extends MetaWorldTask<LiftInputs> {

  static final TaskConfig<LiftInputs> CONFIG =
      TaskConfig.named(
              "basketball-v3",
              RewardVersions.of(BasketballTask::rewardV2).withV1(BallLegacyReward::basketball))
          .instruction("put the ball into the hoop")
          .success(
              "the ball is at most 0.08 m, where heights count twice, from 0.05 m above the hoop")
          .scene("basketball.xml", "sawyer_basketball.xml")
          .handStartFloat32(0, 0.6, 0.2)
          .contexts(
              vector(-0.1, 0.6, 0.0299, -0.1, 0.85, 0.0),
              vector(0.1, 0.7, 0.0301, 0.1, 0.9000001, 0.0))
          .goals(vector(-0.1, 0.767, 0.2499), vector(0.1, 0.8170001, 0.2501))
          .goalMarkerOnFixture("goal")
          .build();

  private static final double SMALLEST_DISTANCE = 0.15;

  /** In single precision upstream. */
  private static final double BALL_HEIGHT = 0.03f;

  private static final double LIFT = 0.3;

  /** World height above the hoop at which version v2 wants the ball. */
  private static final double DROP_HEIGHT = 0.3;

  static final double SUCCESS_DISTANCE = 0.08;
  private static final double HELD_DISTANCE = 0.035;
  private static final double NEAR_DISTANCE = 0.05;
  private static final GripperCaging CAGING =
      new GripperCaging(0.025, 0.06, 0.01, 0.005, 1, GripperCaging.Density.HIGH);

  private final FreeObject ballJoint;
  private final int ballBody;
  private final int ballGeom;
  private final int basketBody;
  private final int goalSite;

  BasketballTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new LiftInputs());
    this.ballJoint = new FreeObject(physics);
    this.ballBody = physics.scene().body("bsktball");
    this.ballGeom = physics.scene().geom("objGeom");
    this.basketBody = physics.scene().body("basket_goal");
    this.goalSite = physics.scene().site("goal");
  }

  @Override
  boolean rejects(double[] context) {
    return Vectors.horizontalDistance(context) < SMALLEST_DISTANCE;
  }

  /** Context: place of the ball (3), whose height is drawn and ignored, and of the basket (3). */
  @Override
  void placeFixtures(double[] context) {
    moveBody(basketBody, context[3], context[4], context[5]);
  }

  @Override
  void arrange(double[] context) {
    Vectors.set(inputs.objectStart, context[0], context[1], BALL_HEIGHT);
    placeFixtures(context);
    ballJoint.place(inputs.objectStart);
    readLiveViews();
    if (compat()) {
      moveSite(goalSite, inputs.target);
    }
    inputs.measureLift(physics.geomPos().get(ballGeom, 2), LIFT);
  }

  /**
   * The target is the hoop's centre. Upstream also writes it to the local position of its site,
   * which the engine ignores, because the site shares the frame of its body; strict leaves it out.
   */
  @Override
  void readLiveViews() {
    physics.sitePos().readRow(goalSite, inputs.target);
  }

  @Override
  void readObjects(double[] frame) {
    copyRow(physics.bodyPos(), ballBody, frame, FIRST_OBJECT);
    copyRow(physics.bodyQuat(), ballBody, frame, FIRST_OBJECT + QUATERNION);
  }

  static void rewardV2(LiftInputs in, RewardOutcome out) {
    double toHand = Vectors.distance(in.object, in.tcp);
    double toHoop = distanceToHoop(in, in.object);
    double margin = distanceToHoop(in, in.objectStart);
    boolean lifted =
        toHand < HELD_DISTANCE && in.opening > 0 && in.object[2] - 0.01 > in.objectStart[2];
    out.inPlaceReward = Rewards.tolerance(toHoop, 0, SUCCESS_DISTANCE, margin, Falloff.LONG_TAIL);
    out.graspReward = lifted ? 1 : CAGING.reward(in);
    if (toHoop < SUCCESS_DISTANCE) {
      out.reward = 10;
    } else {
      out.reward =
          Rewards.hamacherProduct(out.graspReward, out.inPlaceReward)
              + (lifted ? 1 + 5 * out.inPlaceReward : 0);
    }
    out.success = toHoop <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(toHand <= NEAR_DISTANCE);
    out.graspSuccess = asNumber(in.opening > 0 && in.object[2] - 0.03 > in.objectStart[2]);
    out.objectToTarget = toHoop;
  }

  /** Distance to the point above the hoop; heights count twice. */
  private static double distanceToHoop(RewardInputs in, double[] point) {
    double x = point[0] - in.target[0];
    double y = point[1] - in.target[1];
    double z = 2 * (point[2] - DROP_HEIGHT);
    return Math.sqrt(x * x + y * y + z * z);
  }
}
