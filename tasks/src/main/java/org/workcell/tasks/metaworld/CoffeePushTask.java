package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;

import org.workcell.sim.physics.Physics;

/** Coffee push: the mug goes under the spout of the coffee machine. */
final class CoffeePushTask extends CoffeeMugTask {

  static final TaskConfig<RewardInputs> CONFIG =
      TaskConfig.named(
              "coffee-push-v3",
              RewardVersions.of(CoffeeMugTask::rewardV2).withV1(MugLegacyReward::push))
          .instruction("push the mug under the coffee machine")
          .success("the mug is at most 0.07 m from its goal")
          .scene("coffee.xml", "sawyer_coffee.xml")
          .handStart(0, 0.4, 0.2)
          .contexts(
              vector(-0.1, 0.55, -0.001, -0.05, 0.7, -0.001),
              vector(0.1, 0.65, 0.001, 0.05, 0.75, 0.001))
          .goals(vector(-0.05, 0.7, -0.001), vector(0.05, 0.75, 0.001))
          .goalMarker("mug_goal")
          .otherGoalMarks("coffee_goal")
          .build();

  /** The goal lies under the spout. */
  private static final int MUG_UNDER_SPOUT = 3;

  CoffeePushTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, MUG_UNDER_SPOUT);
  }
}
