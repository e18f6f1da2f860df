package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;
import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;

import org.workcell.sim.physics.Physics;

/** Sweep: the block goes along x to a goal at the side of the table. */
final class SweepTask extends MetaWorldTask<RewardInputs> {

  static final TaskSheet SHEET =
      new TaskSheet(
          "sweep-v3",
          "sweep the block to the side of the table",
          TaskSheet.scene("sweep.xml", "sawyer_sweep_v3.xml"),
          vector(0, 0.6, 0.2),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          new Box(vector(-0.1, 0.6, 0.02), vector(0.1, 0.7, 0.02)),
          new Box(vector(0.49, 0.6, 0.0), vector(0.51, 0.7, 0.02)),
          "the block is at most 0.05 m from the goal");

  /** Height at which the block starts; it drops onto the table. */
  private static final double BLOCK_HEIGHT = 0.02;

  private static final double GOAL_X = 0.5;
  private static final double GOAL_HEIGHT = 0.01;
  private static final PadCaging CAGING = new PadCaging(0.02, 0.01, 0.005);

  private final LastFreeBody block;
  private final int blockGeom;
  private final int goalSite;

  SweepTask(Physics physics, MetaWorldSettings settings) {
    super(
        SHEET,
        settings,
        physics,
        new RewardInputs(),
        settings.legacyReward() ? SweepTask::rewardV1 : SweepTask::rewardV2);
    this.block = new LastFreeBody(physics, "obj");
    this.blockGeom = physics.scene().geom("objGeom");
    this.goalSite = physics.scene().site("goal");
  }

  /** Context: position of the block (3), whose height is ignored. The goal is beside it. */
  @Override
  void arrange(double[] context) {
    Vectors.set(inputs.objectStart, context[0], context[1], BLOCK_HEIGHT);
    Vectors.set(inputs.target, GOAL_X, context[1], GOAL_HEIGHT);
    block.place(inputs.objectStart);
    moveSite(goalSite, inputs.target);
    inputs.maximumDistance = Vectors.horizontalDistance(inputs.objectStart, inputs.target);
  }

  @Override
  void readObjects(double[] frame) {
    copyRow(physics.bodyPos(), block.body(), frame, FIRST_OBJECT);
    copyRow(physics.bodyQuat(), block.body(), frame, FIRST_OBJECT + QUATERNION);
  }

  @Override
  void readOwnInputs() {
    inputs.padsTouchObject = padsTouch(blockGeom);
  }

  static void rewardV2(RewardInputs in, RewardOutcome out) {
    double blockToGoal = Vectors.distance(in.object, in.target);
    double margin = Vectors.distance(in.objectStart, in.target);
    SweepRewards.rewardV2(in, CAGING, blockToGoal, margin, out);
  }

  static void rewardV1(RewardInputs in, RewardOutcome out) {
    SweepRewards.rewardV1(in, SweepRewards.hasFallen(in), out);
  }
}
