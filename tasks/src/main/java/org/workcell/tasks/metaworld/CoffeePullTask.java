package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;

import org.workcell.sim.physics.Physics;

/** Coffee pull: the mug goes away from under the spout of the coffee machine. */
final class CoffeePullTask extends CoffeeMugTask {

  static final TaskSheet SHEET =
      new TaskSheet(
          "coffee-pull-v3",
          "pull the mug away from the coffee machine",
          TaskSheet.scene("coffee.xml", "sawyer_coffee.xml"),
          vector(0, 0.4, 0.2),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          new Box(
              vector(-0.05, 0.7, -0.001, -0.1, 0.55, -0.001),
              vector(0.05, 0.75, 0.001, 0.1, 0.65, 0.001)),
          new Box(vector(-0.1, 0.55, -0.001), vector(0.1, 0.65, 0.001)),
          "the mug is at most 0.07 m from its goal");

  /** The start lies under the spout. */
  private static final int MUG_UNDER_SPOUT = 0;

  private static final double AROUND = 0.05;

  CoffeePullTask(Physics physics, MetaWorldSettings settings) {
    super(
        SHEET,
        settings,
        physics,
        settings.legacyReward() ? CoffeePullTask::rewardV1 : CoffeeMugTask::rewardV2,
        MUG_UNDER_SPOUT);
  }

  /**
   * Upstream means the hand's offset from the mug in the plane of the table, but takes the length
   * of a vector of the mug's x and y and the height at which the hand started.
   */
  static void rewardV1(RewardInputs in, RewardOutcome out) {
    double x = in.object[0];
    double y = in.object[1];
    double z = in.initialTcp[2];
    double offset = Math.sqrt(x * x + y * y + z * z);
    legacyReward(in, offset < AROUND ? aroundMug(in) : -offset, out);
  }

  private static double aroundMug(RewardInputs in) {
    double reach = Vectors.distance(in.tcp, in.object);
    double grip = reach < AROUND ? Math.max(in.action[3], 0) / 50 : 0;
    return 0.1 - reach + grip;
  }
}
