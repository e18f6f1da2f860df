package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Vectors;

/** Sweep into: the block goes into a shallow hole in the table. */
final class SweepIntoTask extends MetaWorldTask<RewardInputs> {

  static final TaskConfig<RewardInputs> CONFIG =
      TaskConfig.named(
              "sweep-into-v3",
              RewardVersions.of(SweepIntoTask::rewardV2).withV1(SweepLegacyReward::sweepInto))
          .instruction("sweep the block into the hole")
          .success(
              "the block is at most 0.05 m from the middle of the hole, in the plane of the table")
          .scene("table_with_hole.xml", "sawyer_table_with_hole.xml")
          .contexts(
              vector(-0.1, 0.6, 0.02, -0.001, 0.8399, 0.0199),
              vector(0.1, 0.7, 0.02, 0.001, 0.8401, 0.0201))
          .goals(vector(-0.001, 0.8399, 0.0199), vector(0.001, 0.8401, 0.0201))
          .build();

  /** Middle of the hole. */
  private static final double[] GOAL = {0, 0.84, 0.02};

  /** Between the block's start and the goal, in the plane of the table, in metres. */
  private static final double SMALLEST_DISTANCE = 0.15;

  private static final double TABLE_END = 1;
  private static final PadCaging CAGING = new PadCaging(0.02, 0.005, 0.01);

  private final Puck block;

  SweepIntoTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new RewardInputs());
    this.block = new Puck(physics);
  }

  @Override
  boolean rejects(double[] context) {
    return Vectors.horizontalDistance(context, GOAL) < SMALLEST_DISTANCE;
  }

  /**
   * Context: position of the block (3), whose height is replaced by the one at which the block came
   * to rest, and three numbers that upstream draws and ignores.
   */
  @Override
  void arrange(double[] context) {
    double height = block.height();
    System.arraycopy(GOAL, 0, inputs.target, 0, 3);
    Vectors.set(inputs.objectStart, context[0], context[1], height);
    block.place(inputs.objectStart);
    inputs.maximumDistance = Vectors.horizontalDistance(inputs.objectStart, inputs.target);
  }

  @Override
  void readObjects(double[] frame) {
    block.read(frame);
  }

  @Override
  int graspedGeom() {
    return block.geom();
  }

  /** The goal is taken at the height that the block has. */
  static void rewardV2(RewardInputs in, RewardOutcome out) {
    double blockToGoal = Vectors.horizontalDistance(in.object, in.target);
    double x = in.objectStart[0] - in.target[0];
    double y = in.objectStart[1] - in.target[1];
    double z = in.objectStart[2] - in.object[2];
    double margin = Math.sqrt(x * x + y * y + z * z);
    SweepRewards.rewardV2(in, CAGING, blockToGoal, margin, out);
  }
}
