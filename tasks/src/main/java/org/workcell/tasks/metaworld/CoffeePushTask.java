package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;

import org.workcell.sim.physics.Physics;

/** Coffee push: the mug goes under the spout of the coffee machine. */
final class CoffeePushTask extends CoffeeMugTask {

  static final TaskSheet SHEET =
      new TaskSheet(
          "coffee-push-v3",
          "push the mug under the coffee machine",
          TaskSheet.scene("coffee.xml", "sawyer_coffee.xml"),
          vector(0, 0.4, 0.2),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          new Box(
              vector(-0.1, 0.55, -0.001, -0.05, 0.7, -0.001),
              vector(0.1, 0.65, 0.001, 0.05, 0.75, 0.001)),
          new Box(vector(-0.05, 0.7, -0.001), vector(0.05, 0.75, 0.001)),
          "the mug is at most 0.07 m from its goal");

  /** The goal lies under the spout. */
  private static final int MUG_UNDER_SPOUT = 3;

  CoffeePushTask(Physics physics, MetaWorldSettings settings) {
    super(
        SHEET,
        settings,
        physics,
        settings.legacyReward() ? CoffeePushTask::rewardV1 : CoffeeMugTask::rewardV2,
        MUG_UNDER_SPOUT);
  }

  static void rewardV1(RewardInputs in, RewardOutcome out) {
    legacyReward(in, -Vectors.distance(in.tcp, in.object), out);
  }
}
