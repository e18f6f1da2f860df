package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** What opening and closing the window share: its left wing slides along x by {@link #TRAVEL}. */
abstract class WindowTask extends MetaWorldTask<WindowInputs> {

  /** How far the wing slides, in metres. */
  static final double TRAVEL = 0.2;

  static final double SUCCESS_DISTANCE = 0.05;
  private static final double NEAR_DISTANCE = 0.05;
  private static final double REACHED_DISTANCE = 0.02;

  private final int windowBody;
  private final int handleSite;
  private final int slideAddress;

  /**
   * A task with the window.
   *
   * @param handleSite the site at the side of the handle from which the task pushes
   */
  WindowTask(
      TaskConfig<WindowInputs> config,
      MetaWorldSettings settings,
      Physics physics,
      String handleSite) {
    super(config, settings, physics, new WindowInputs());
    this.windowBody = physics.scene().body("window");
    this.handleSite = physics.scene().site(handleSite);
    this.slideAddress = physics.scene().positionAddress("window_slide");
  }

  /** What the configs of the tasks share. */
  static TaskConfig.Builder<WindowInputs> config(String name, RewardFormula<WindowInputs> reward) {
    return TaskConfig.named(name, RewardVersions.of(reward).withV1(WindowLegacyReward::reward))
        .success("the handle is at most 0.05 m from its goal, along x")
        .scene("window.xml", "sawyer_window_horizontal.xml")
        .handStartFloat32(0, 0.4, 0.2);
  }

  /** Context: position of the window (3). */
  @Override
  final void placeFixtures(double[] context) {
    moveBody(windowBody, context);
  }

  /**
   * Places the window and its goal. The handle's start is read while the wing is at the left end of
   * its way.
   *
   * @param goal distance of the goal from the window, along x
   * @param opening how far the wing has slid from the left end of its way
   */
  final void arrange(double[] context, double goal, double opening) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    Vectors.set(inputs.target, context[0] + goal, context[1], context[2]);
    placeFixtures(context);
    refreshUnlessCompat();
    physics.sitePos().readRow(handleSite, inputs.handleStart);
    inputs.handleStart[0] += opening;
    // Upstream does not recompute positions here, so its first observation shows the wing at the
    // left end of its way.
    physics.qpos().set(slideAddress, opening);
    inputs.maximumDistance = TRAVEL;
  }

  @Override
  final void readObjects(double[] frame) {
    copyRow(physics.sitePos(), handleSite, frame, FIRST_OBJECT);
  }

  /**
   * Reward version v2 of both tasks.
   *
   * @param startX where the wing is taken to start, for the margin of its way to the goal
   * @param reaching how the reward for reaching the handle falls off
   */
  static void rewardV2(WindowInputs in, RewardOutcome out, double startX, Falloff reaching) {
    double slideToGoal = Math.abs(in.object[0] - in.target[0]);
    double startDistance = Math.abs(startX - in.target[0]);
    double handToHandle = Vectors.distance(in.object, in.tcp);
    double startReach = Vectors.distance(in.handleStart, in.initialTcp);
    out.inPlaceReward =
        Rewards.tolerance(
            slideToGoal,
            0,
            SUCCESS_DISTANCE,
            Math.abs(startDistance - SUCCESS_DISTANCE),
            Falloff.LONG_TAIL);
    out.graspReward =
        Rewards.tolerance(
            handToHandle, 0, REACHED_DISTANCE, Math.abs(startReach - REACHED_DISTANCE), reaching);
    out.reward = 10 * Rewards.hamacherProduct(out.graspReward, out.inPlaceReward);
    out.success = slideToGoal <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(handToHandle <= NEAR_DISTANCE);
    out.graspSuccess = 1;
    out.objectToTarget = slideToGoal;
  }
}
