package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Stick pull: the stick goes through the thermos' handle and pulls the thermos to a goal. */
final class StickPullTask extends StickAndThermosTask {

  static final TaskConfig<StickInputs> CONFIG =
      TaskConfig.named(
              "stick-pull-v3",
              RewardVersions.of(StickPullTask::rewardV2).withV1(StickLegacyReward::pull))
          .instruction(
              "grab the stick, put it through the handle of the thermos and pull the thermos to the"
                  + " goal")
          .success("the stick is in the handle and the handle at most 0.12 m from the goal")
          .scene("stick.xml", "sawyer_stick_obj.xml")
          .handLimits(vector(-0.5, 0.35, 0.05), vector(0.5, 1.0, 0.5))
          .contexts(
              vector(-0.1, 0.55, 0, 0.35, 0.45, 0.0199), vector(0, 0.65, 0.001, 0.45, 0.55, 0.0201))
          .goals(vector(0.35, 0.45, 0.0199), vector(0.45, 0.55, 0.0201))
          .observedMarks("stick_end", "insertion")
          .build();

  static final double SUCCESS_DISTANCE = 0.12;
  private static final double NEAR_DISTANCE = 0.03;
  private static final double HELD_DISTANCE = 0.02;
  private static final double LIFTED_HEIGHT = 0.01;
  private static final double GRASPED_HEIGHT = 0.02;
  private static final double IN_PLACE_DISTANCE = 0.05;
  private static final double GOAL_HEIGHT = 0.02;

  /** Where the thermos starts, along y from the middle of its slide. */
  private static final double THERMOS_SLIDE = 0.09;

  /** From the handle to where upstream takes the thermos to be, along x. */
  private static final double HANDLE_TO_THERMOS = 0.05;

  /** The stick's distance to the thermos counts more along z. */
  private static final double VERTICAL_WEIGHT = 2;

  /** How far the stick's end may be from the middle of the handle, along y and z. */
  private static final double HANDLE_HALF_WIDTH = 0.04;

  private static final double HANDLE_HALF_HEIGHT = 0.06;
  private static final GripperCaging CAGING =
      new GripperCaging(0.014, 0.05, 0.01, 0.01, 1, GripperCaging.Density.HIGH);

  StickPullTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, 0);
  }

  @Override
  void arrange(double[] context) {
    Vectors.set(inputs.target, context[3], context[4], GOAL_HEIGHT);
    place(context, THERMOS_SLIDE);
  }

  @Override
  void readOwnInputs() {
    readStickEnd();
  }

  static void rewardV2(StickInputs in, RewardOutcome out) {
    double handToStick = Vectors.distance(in.object, in.tcp);
    double handleToGoal = Vectors.distance(in.secondObject, in.target);
    boolean inserted = inserted(in);
    boolean lifted =
        handToStick < HELD_DISTANCE
            && in.opening > 0
            && in.object[2] - LIFTED_HEIGHT > in.stickStart[2];
    out.inPlaceReward = stickInPlace(in);
    out.graspReward = lifted ? 1 : CAGING.reward(in);
    double carrying = Rewards.hamacherProduct(out.graspReward, out.inPlaceReward);
    if (!lifted) {
      out.reward = carrying;
    } else if (!inserted) {
      out.reward = 1 + carrying + 5 * out.inPlaceReward;
    } else if (handleToGoal > SUCCESS_DISTANCE) {
      out.reward = 1 + carrying + 5 + pulling(in);
    } else {
      out.reward = 10;
    }
    boolean grasped =
        in.padsTouchObject && in.opening > 0 && in.object[2] - GRASPED_HEIGHT > in.objectStart[2];
    out.success = handleToGoal <= SUCCESS_DISTANCE && inserted;
    out.nearObject = asNumber(handToStick <= NEAR_DISTANCE);
    out.graspSuccess = asNumber(grasped);
    out.objectToTarget = handleToGoal;
  }

  /** Whether the stick's end is beyond the handle and within its opening. */
  static boolean inserted(StickInputs in) {
    return in.stickEnd[0] >= in.secondObject[0]
        && Math.abs(in.stickEnd[1] - in.secondObject[1]) <= HANDLE_HALF_WIDTH
        && Math.abs(in.stickEnd[2] - in.secondObject[2]) <= HANDLE_HALF_HEIGHT;
  }

  /** For the stick's way to the thermos. */
  private static double stickInPlace(StickInputs in) {
    double distance = toThermos(in.object, in.secondObject, in.point);
    double margin = toThermos(in.stickStart, in.objectStart, in.point);
    return Rewards.tolerance(distance, 0, IN_PLACE_DISTANCE, margin, Falloff.LONG_TAIL);
  }

  private static double toThermos(double[] stick, double[] handle, double[] difference) {
    Vectors.set(
        difference,
        stick[0] - (handle[0] + HANDLE_TO_THERMOS),
        stick[1] - handle[1],
        VERTICAL_WEIGHT * (stick[2] - handle[2]));
    return length(difference);
  }

  private static double length(double[] vector) {
    return Math.sqrt(vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2]);
  }

  /** For the way of stick and thermos to the goal. */
  private static double pulling(StickInputs in) {
    double stickToGoal = Vectors.distance(in.object, in.target);
    double stickMargin = Vectors.distance(in.stickStart, in.target);
    double stick =
        Rewards.tolerance(stickToGoal, 0, IN_PLACE_DISTANCE, stickMargin, Falloff.LONG_TAIL);
    double[] thermos = in.point;
    Vectors.set(
        thermos, in.secondObject[0] + HANDLE_TO_THERMOS, in.secondObject[1], in.secondObject[2]);
    double thermosToGoal = Vectors.distance(thermos, in.target);
    double thermosMargin = Vectors.distance(in.objectStart, in.target);
    return 2 * stick
        + Rewards.tolerance(thermosToGoal, 0, IN_PLACE_DISTANCE, thermosMargin, Falloff.LONG_TAIL);
  }
}
