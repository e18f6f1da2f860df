package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.metaworld.Rewards.Falloff;

/** Handle press: the handle is pushed down. */
class HandlePressTask extends MetaWorldTask<HandleInputs> {

  static final TaskSheet SHEET =
      new TaskSheet(
          "handle-press-v3",
          "push the handle down",
          TaskSheet.scene("handle_press.xml", "sawyer_handle_press.xml"),
          vector(0, 0.6, 0.2),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          new Box(vector(-0.1, 0.8, -0.001), vector(0.1, 0.9, 0.001)),
          new Box(vector(-0.1, 0.55, 0.04), vector(0.1, 0.7, 0.08)),
          "the handle is at most 0.02 m above or below its goal");

  private static final double SUCCESS_DISTANCE = 0.02;
  private static final double REACHED_DISTANCE = 0.02;
  private static final double NEAR_DISTANCE = 0.05;

  /** Where the handle starts, in metres from the upper end of its way. */
  private static final double RAISED = -0.001;

  private final HandleBox handle;

  HandlePressTask(Physics physics, MetaWorldSettings settings) {
    this(SHEET, physics, settings);
  }

  HandlePressTask(TaskSheet sheet, Physics physics, MetaWorldSettings settings) {
    super(
        sheet,
        settings,
        physics,
        new HandleInputs(),
        settings.legacyReward() ? HandlePressTask::rewardV1 : HandlePressTask::rewardV2);
    this.handle = new HandleBox(physics, "handleStart", "goalPress");
  }

  /** Context: position of the box (3). */
  @Override
  final void placeFixtures(double[] context) {
    moveBody(handle.body(), context);
  }

  @Override
  final void arrange(double[] context) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    placeFixtures(context);
    handle.place(RAISED);
    handle.readGoal(inputs.target);
    handle.readGrip(inputs.gripStart);
    inputs.maximumDistance = Math.abs(inputs.gripStart[2] - inputs.target[2]);
  }

  @Override
  final void readObjects(double[] frame) {
    handle.read(frame);
  }

  @Override
  final void readOwnInputs() {
    handle.readLeftFingertip(inputs.leftFingertip);
  }

  static void rewardV2(HandleInputs in, RewardOutcome out) {
    double height = in.heightDifference();
    double startHeight = Math.abs(in.gripStart[2] - in.target[2]);
    double handToHandle = Vectors.distance(in.object, in.tcp);
    double startDistance = Vectors.distance(in.gripStart, in.initialTcp);
    out.inPlaceReward =
        Rewards.tolerance(
            height,
            0,
            SUCCESS_DISTANCE,
            Math.abs(startHeight - SUCCESS_DISTANCE),
            Falloff.LONG_TAIL);
    out.graspReward =
        Rewards.tolerance(
            handToHandle,
            0,
            REACHED_DISTANCE,
            Math.abs(startDistance - REACHED_DISTANCE),
            Falloff.LONG_TAIL);
    boolean pressed = height <= SUCCESS_DISTANCE;
    out.reward = pressed ? 10 : 10 * Rewards.hamacherProduct(out.graspReward, out.inPlaceReward);
    out.success = pressed;
    out.nearObject = asNumber(handToHandle <= NEAR_DISTANCE);
    out.graspSuccess = 1;
    out.objectToTarget = height;
  }

  /** Upstream's v1 leaves the other columns at constants. */
  static void rewardV1(HandleInputs in, RewardOutcome out) {
    double height = in.heightDifference();
    out.reward = in.legacyReward();
    out.success = height <= SUCCESS_DISTANCE;
    out.nearObject = 1;
    out.graspSuccess = 1;
    out.objectToTarget = height;
  }
}
