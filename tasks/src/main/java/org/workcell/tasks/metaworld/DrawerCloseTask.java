package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Drawer close: a drawer that stands open by 0.15 m is pushed shut. */
final class DrawerCloseTask extends MetaWorldTask<RewardInputs> {

  static final TaskConfig<RewardInputs> CONFIG =
      TaskConfig.named(
              "drawer-close-v3",
              RewardVersions.of(DrawerCloseTask::rewardV2).withV1(DrawerLegacyReward::close))
          .instruction("push the drawer shut")
          .success(
              "the point observed, 0.05 m above the handle, is at most 0.065 m from the handle's"
                  + " goal")
          .scene("drawer.xml", "sawyer_drawer.xml")
          .handStartFloat32(0, 0.6, 0.2)
          .contexts(vector(-0.1, 0.9, 0.0), vector(0.1, 0.9, 0.0))
          .build();

  private static final double GOAL_RADIUS = 0.05;
  static final double SUCCESS_DISTANCE = GOAL_RADIUS + 0.015;
  private static final double NEAR_DISTANCE = 0.01;
  private static final double REACHED_DISTANCE = 0.005;

  private static final double PULLED_OUT = 0.15;
  private static final double[] START = {-PULLED_OUT};

  private static final double HANDLE_Y = -0.16;
  private static final double HANDLE_HEIGHT = 0.09;

  /** The point observed lies this far above the drawer's frame, and the handle at its height. */
  private static final double OBSERVED_ABOVE_DRAWER = 0.05;

  private final int drawerBody;
  private final int drawerLinkBody;
  private final int slideAddress;

  DrawerCloseTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new RewardInputs());
    this.drawerBody = physics.scene().body("drawer");
    this.drawerLinkBody = physics.scene().body("drawer_link");
    this.slideAddress = physics.scene().positionAddress("goal_slidey");
  }

  /** Context: position of the cabinet (3). */
  @Override
  void placeFixtures(double[] context) {
    moveBody(drawerBody, context);
  }

  /** The drawer keeps the velocity that it has, as upstream. */
  @Override
  void arrange(double[] context) {
    placeFixtures(context);
    Vectors.set(inputs.target, context[0], context[1] + HANDLE_Y, context[2] + HANDLE_HEIGHT);
    setState(slideAddress, START, 0, 0);
    readObservedPoint(inputs.objectStart, 0);
    inputs.maximumDistance = PULLED_OUT;
  }

  private void readObservedPoint(double[] target, int offset) {
    copyRow(physics.bodyPos(), drawerLinkBody, target, offset);
    target[offset + 1] += HANDLE_Y;
    target[offset + 2] += OBSERVED_ABOVE_DRAWER;
  }

  /** Upstream observes no orientation. */
  @Override
  void readObjects(double[] frame) {
    readObservedPoint(frame, FIRST_OBJECT);
  }

  static void rewardV2(RewardInputs in, RewardOutcome out) {
    double handleToGoal = Vectors.distance(in.object, in.target);
    double handToHandle = Vectors.distance(in.object, in.tcp);
    double pushMargin = Math.abs(Vectors.distance(in.objectStart, in.target) - GOAL_RADIUS);
    double reachMargin =
        Math.abs(Vectors.distance(in.objectStart, in.initialTcp) - REACHED_DISTANCE);
    double reach =
        Rewards.tolerance(handToHandle, 0, REACHED_DISTANCE, reachMargin, Falloff.GAUSSIAN);
    out.inPlaceReward =
        Rewards.tolerance(handleToGoal, 0, GOAL_RADIUS, pushMargin, Falloff.LONG_TAIL);
    out.graspReward = Rewards.hamacherProduct(reach, Math.min(Math.max(0, in.action[3]), 1));
    out.success = handleToGoal <= SUCCESS_DISTANCE;
    out.reward =
        out.success ? 10 : 10 * Rewards.hamacherProduct(out.graspReward, out.inPlaceReward);
    out.nearObject = asNumber(handToHandle <= NEAR_DISTANCE);
    out.graspSuccess = 1;
    out.objectToTarget = handleToGoal;
  }
}
