package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;

import org.workcell.sim.physics.Physics;

/** Sweep into: the block goes into a shallow hole in the table. */
final class SweepIntoTask extends MetaWorldTask<RewardInputs> {

  static final TaskSheet SHEET =
      new TaskSheet(
          "sweep-into-v3",
          "sweep the block into the hole",
          TaskSheet.scene("table_with_hole.xml", "sawyer_table_with_hole.xml"),
          vector(0, 0.6, 0.2),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          new Box(
              vector(-0.1, 0.6, 0.02, -0.001, 0.8399, 0.0199),
              vector(0.1, 0.7, 0.02, 0.001, 0.8401, 0.0201)),
          new Box(vector(-0.001, 0.8399, 0.0199), vector(0.001, 0.8401, 0.0201)),
          "the block is at most 0.05 m from the middle of the hole, in the plane of the table");

  /** Middle of the hole. */
  private static final double[] GOAL = {0, 0.84, 0.02};

  /** Between the block's start and the goal, in the plane of the table, in metres. */
  private static final double SMALLEST_DISTANCE = 0.15;

  /** Where v1 takes the table to begin and to end: a block that fell between is in the hole. */
  private static final double TABLE_BEGIN = 0.4;

  private static final double TABLE_END = 1;
  private static final PadCaging CAGING = new PadCaging(0.02, 0.005, 0.01);

  private final Puck block;
  private final int goalSite;

  SweepIntoTask(Physics physics, MetaWorldSettings settings) {
    super(
        SHEET,
        settings,
        physics,
        new RewardInputs(),
        settings.legacyReward() ? SweepIntoTask::rewardV1 : SweepIntoTask::rewardV2);
    this.block = new Puck(physics);
    this.goalSite = physics.scene().site("goal");
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
    moveSite(goalSite, inputs.target);
    inputs.maximumDistance = Vectors.horizontalDistance(inputs.objectStart, inputs.target);
  }

  @Override
  void readObjects(double[] frame) {
    block.read(frame);
  }

  @Override
  void readOwnInputs() {
    inputs.padsTouchObject = padsTouch(block.geom());
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

  static void rewardV1(RewardInputs in, RewardOutcome out) {
    boolean overTable = TABLE_BEGIN < in.object[1] && in.object[1] < TABLE_END;
    SweepRewards.rewardV1(in, SweepRewards.hasFallen(in) && overTable, out);
  }
}
