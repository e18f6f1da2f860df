package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Drawer open: the handle is pulled out to a goal that lies 0.19 m nearer to the robot. */
final class DrawerOpenTask extends MetaWorldTask<RewardInputs> {

  static final TaskConfig<RewardInputs> CONFIG =
      TaskConfig.named(
              "drawer-open-v3",
              RewardVersions.of(DrawerOpenTask::rewardV2).withV1(DrawerLegacyReward::open))
          .instruction("pull the drawer open")
          .success("the handle is at most 0.03 m from its goal")
          .scene("drawer.xml", "sawyer_drawer.xml")
          .handStartFloat32(0, 0.6, 0.2)
          .contexts(vector(-0.1, 0.9, 0.0), vector(0.1, 0.9, 0.0))
          .build();

  static final double SUCCESS_DISTANCE = 0.03;
  private static final double NEAR_DISTANCE = 0.03;

  /** How far upstream takes the goal to lie from where the handle starts. */
  private static final double PULL_DISTANCE = 0.2;

  private static final double HANDLE_Y = -0.16;
  private static final double HANDLE_HEIGHT = 0.09;

  /** The hand's distance to the handle counts more in the plane of the table. */
  private static final double HORIZONTAL_WEIGHT = 3;

  private final int drawerBody;
  private final int drawerLinkBody;

  DrawerOpenTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new RewardInputs());
    this.drawerBody = physics.scene().body("drawer");
    this.drawerLinkBody = physics.scene().body("drawer_link");
  }

  /** Context: position of the cabinet (3). */
  @Override
  void placeFixtures(double[] context) {
    moveBody(drawerBody, context);
  }

  @Override
  void arrange(double[] context) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    placeFixtures(context);
    Vectors.set(
        inputs.target,
        context[0],
        context[1] + (HANDLE_Y - PULL_DISTANCE),
        context[2] + HANDLE_HEIGHT);
    inputs.maximumDistance = PULL_DISTANCE;
  }

  @Override
  void readObjects(double[] frame) {
    copyRow(physics.bodyPos(), drawerLinkBody, frame, FIRST_OBJECT);
    frame[FIRST_OBJECT + 1] += HANDLE_Y;
    copyRow(physics.bodyQuat(), drawerLinkBody, frame, FIRST_OBJECT + QUATERNION);
  }

  static void rewardV2(RewardInputs in, RewardOutcome out) {
    double handleToGoal = Vectors.distance(in.object, in.target);
    double handToHandle = Vectors.distance(in.object, in.hand);
    double reach =
        reach(in.object[0] - in.hand[0], in.object[1] - in.hand[1], in.object[2] - in.hand[2]);
    double reachMargin =
        reach(
            in.target[0] - in.initialTcp[0],
            in.target[1] + PULL_DISTANCE - in.initialTcp[1],
            in.target[2] - in.initialTcp[2]);
    out.inPlaceReward = Rewards.tolerance(handleToGoal, 0, 0.02, PULL_DISTANCE, Falloff.LONG_TAIL);
    out.graspReward = Rewards.tolerance(reach, 0, 0.01, reachMargin, Falloff.LONG_TAIL);
    out.reward = 5 * (out.graspReward + out.inPlaceReward);
    out.success = handleToGoal <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(handToHandle <= NEAR_DISTANCE);
    out.graspSuccess = asNumber(in.opening > 0);
    out.objectToTarget = handleToGoal;
  }

  private static double reach(double x, double y, double z) {
    double weightedX = HORIZONTAL_WEIGHT * x;
    double weightedY = HORIZONTAL_WEIGHT * y;
    return Math.sqrt(weightedX * weightedX + weightedY * weightedY + z * z);
  }
}
