package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Stick push: the lifted stick pushes the thermos to a goal. */
final class StickPushTask extends StickAndThermosTask {

  static final TaskConfig<StickInputs> CONFIG =
      TaskConfig.named(
              "stick-push-v3",
              RewardVersions.of(StickPushTask::rewardV2).withV1(StickLegacyReward::push))
          .instruction("grab the stick and push the thermos to the goal with it")
          .success(
              "the thermos is at most 0.12 m from the goal while both pads hold the stick 0.01 m"
                  + " high")
          .scene("stick.xml", "sawyer_stick_obj.xml")
          .contexts(
              vector(-0.08, 0.58, 0, 0.399, 0.55, 0.1319),
              vector(-0.03, 0.62, 0.001, 0.401, 0.6, 0.1321))
          .goals(vector(0.399, 0.55, 0.1319), vector(0.401, 0.6, 0.1321))
          .observedMarks("stick_end", "insertion")
          .build();

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

  StickPushTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, HANDLE_TO_MIDDLE);
  }

  @Override
  void arrange(double[] context) {
    Vectors.set(inputs.target, context[3], context[4], insertionHeight());
    place(context, 0);
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
}
