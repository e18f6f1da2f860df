package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;
import static org.workcell.tasks.metaworld.ObservationHistory.SECOND_OBJECT;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.metaworld.Rewards.Falloff;

/** Stick push: the lifted stick pushes the thermos to a goal. */
final class StickPushTask extends MetaWorldTask<StickInputs> {

  static final TaskSheet SHEET =
      new TaskSheet(
          "stick-push-v3",
          "grab the stick and push the thermos to the goal with it",
          TaskSheet.scene("stick.xml", "sawyer_stick_obj.xml"),
          vector(0, 0.6, 0.2),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          new Box(
              vector(-0.08, 0.58, 0, 0.399, 0.55, 0.1319),
              vector(-0.03, 0.62, 0.001, 0.401, 0.6, 0.1321)),
          new Box(vector(0.399, 0.55, 0.1319), vector(0.401, 0.6, 0.1321)),
          "the thermos is at most 0.12 m from the goal while both pads hold the stick 0.01 m high");

  private static final double SUCCESS_DISTANCE = 0.12;
  private static final double NEAR_DISTANCE = 0.03;
  private static final double HELD_DISTANCE = 0.02;
  private static final double LIFTED_HEIGHT = 0.01;

  /** From the point within the thermos' handle to its middle, along y. */
  private static final double HANDLE_TO_MIDDLE = 0.09;

  /** From the stick's middle to where it is to be grasped, along x. */
  private static final double GRASP_OFFSET = 0.015;

  private static final GripperCaging CAGING =
      new GripperCaging(0.04, 0.05, 0.01, 0.01, 1, GripperCaging.Density.HIGH);

  private final StickAndThermos objects;
  private final int goalSite;
  private final boolean compat;

  StickPushTask(Physics physics, MetaWorldSettings settings) {
    super(
        SHEET,
        settings,
        physics,
        new StickInputs(),
        settings.legacyReward() ? StickPushTask::rewardV1 : StickPushTask::rewardV2);
    this.objects = new StickAndThermos(physics);
    this.goalSite = physics.scene().site("goal");
    this.compat = settings.compat();
  }

  @Override
  boolean rejects(double[] context) {
    return StickAndThermos.tooClose(context);
  }

  /**
   * Context: stick position (3), goal position (3). Both heights are drawn and then replaced.
   * Upstream lets the thermos keep the velocity along x with which the settling arm sends it
   * towards the goal, so that in profile compat it arrives there by itself; in profile strict it
   * stands still.
   */
  @Override
  void arrange(double[] context) {
    Vectors.set(inputs.target, context[3], context[4], objects.insertionHeight());
    objects.place(context, 0, compat, inputs);
    moveSite(goalSite, inputs.target);
    inputs.maximumDistance = Vectors.horizontalDistance(inputs.objectStart, inputs.target);
  }

  @Override
  void readObjects(double[] frame) {
    objects.read(frame);
    frame[SECOND_OBJECT + 1] += HANDLE_TO_MIDDLE;
    inputs.readLegacyThermos(frame);
  }

  @Override
  void readOwnInputs() {
    inputs.padsTouchObject = padsTouch(objects.stickGeom());
  }

  static void rewardV2(StickInputs in, RewardOutcome out) {
    double[] grasp = in.point;
    Vectors.set(grasp, in.object[0] + GRASP_OFFSET, in.object[1], in.object[2]);
    double handToStick = Vectors.distance(grasp, in.tcp);
    double thermosToGoal = Vectors.distance(in.secondObject, in.target);
    boolean lifted =
        handToStick < HELD_DISTANCE
            && in.opening > 0
            && grasp[2] - LIFTED_HEIGHT > in.stickStart[2];
    out.inPlaceReward = inPlace(Vectors.distance(grasp, in.target), in.stickStart, in.target);
    if (!lifted) {
      out.graspReward = CAGING.reward(in, grasp, in.stickStart);
      out.reward = out.graspReward;
    } else {
      out.graspReward = 1;
      double thermosInPlace = inPlace(thermosToGoal, in.objectStart, in.target);
      out.reward =
          thermosToGoal <= SUCCESS_DISTANCE ? 10 : 2 + 5 * out.inPlaceReward + 3 * thermosInPlace;
    }
    boolean grasped =
        in.padsTouchObject && in.opening > 0 && in.object[2] - LIFTED_HEIGHT > in.stickStart[2];
    out.success = thermosToGoal <= SUCCESS_DISTANCE && grasped;
    out.nearObject = asNumber(handToStick <= NEAR_DISTANCE);
    out.graspSuccess = asNumber(grasped);
    out.objectToTarget = thermosToGoal;
  }

  private static double inPlace(double distance, double[] start, double[] target) {
    double margin = Vectors.distance(start, target) - SUCCESS_DISTANCE;
    return Rewards.tolerance(distance, 0, SUCCESS_DISTANCE, margin, Falloff.LONG_TAIL);
  }

  /** Never successful: upstream's v1 takes the gripper for closed wholly. */
  static void rewardV1(StickInputs in, RewardOutcome out) {
    double handToStick = Vectors.distance(in.object, in.tcp);
    double thermosToGoal = Vectors.horizontalDistance(in.legacyThermos, in.target);
    double stickToThermos = Vectors.distance(in.legacyThermos, in.object);
    double pushing = 0;
    if (LegacyPicking.carried(in, thermosToGoal, handToStick)) {
      pushing =
          Rewards.legacyProgress(stickToThermos, in.maximumPlacingDistance(), 1000, 0.01, 0.001);
      if (stickToThermos < 0.05) {
        pushing += Rewards.legacyProgress(thermosToGoal, in.maximumDistance, 2000, 0.001, 0.0001);
      }
      pushing = Math.max(pushing, 0);
    }
    out.reward =
        LegacyPicking.reaching(in)
            + LegacyPicking.lifting(in, thermosToGoal, handToStick, 0)
            + pushing;
    out.nearObject = 1;
    out.objectToTarget = thermosToGoal;
  }
}
