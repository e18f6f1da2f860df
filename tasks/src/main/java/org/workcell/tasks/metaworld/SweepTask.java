package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Vectors;

/** Sweep: the block goes along x to a goal at the side of the table. */
final class SweepTask extends MetaWorldTask<RewardInputs> {

  static final TaskConfig<RewardInputs> CONFIG =
      TaskConfig.named(
              "sweep-v3", RewardVersions.of(SweepTask::rewardV2).withV1(SweepLegacyReward::sweep))
          .instruction("sweep the block to the side of the table")
          .success("the block is at most 0.05 m from the goal")
          .scene("sweep.xml", "sawyer_sweep_v3.xml")
          .contexts(vector(-0.1, 0.6, 0.02), vector(0.1, 0.7, 0.02))
          .goals(vector(0.49, 0.6, 0.0), vector(0.51, 0.7, 0.02))
          .observedMarks("obj")
          .build();

  /** Height at which the block starts; it drops onto the table. */
  private static final double BLOCK_HEIGHT = 0.02;

  private static final double GOAL_X = 0.5;
  private static final double GOAL_HEIGHT = 0.01;
  private static final PadCaging CAGING = new PadCaging(0.02, 0.01, 0.005);

  private final LastFreeBody block;
  private final int blockGeom;

  SweepTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new RewardInputs());
    this.block = new LastFreeBody(physics, "obj");
    this.blockGeom = physics.scene().geom("objGeom");
  }

  /** Context: position of the block (3), whose height is ignored. The goal is beside it. */
  @Override
  void arrange(double[] context) {
    Vectors.set(inputs.objectStart, context[0], context[1], BLOCK_HEIGHT);
    Vectors.set(inputs.target, GOAL_X, context[1], GOAL_HEIGHT);
    block.place(inputs.objectStart);
    inputs.maximumDistance = Vectors.horizontalDistance(inputs.objectStart, inputs.target);
  }

  @Override
  void readObjects(double[] frame) {
    copyRow(physics.bodyPos(), block.body(), frame, FIRST_OBJECT);
    copyRow(physics.bodyQuat(), block.body(), frame, FIRST_OBJECT + QUATERNION);
  }

  @Override
  int graspedGeom() {
    return blockGeom;
  }

  static void rewardV2(RewardInputs in, RewardOutcome out) {
    double blockToGoal = Vectors.distance(in.object, in.target);
    double margin = Vectors.distance(in.objectStart, in.target);
    SweepRewards.rewardV2(in, CAGING, blockToGoal, margin, out);
  }
}
