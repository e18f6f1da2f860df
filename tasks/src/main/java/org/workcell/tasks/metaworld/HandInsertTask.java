package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Hand insert: hand and block go into a shallow hole in the table. */
final class HandInsertTask extends MetaWorldTask<RewardInputs> {

  static final TaskConfig<RewardInputs> CONFIG =
      TaskConfig.named(
              "hand-insert-v3",
              RewardVersions.of(HandInsertTask::rewardV2).withV1(ContainerLegacyReward::handInsert))
          .instruction("put the block into the hole")
          .success("the block is at most 0.05 m from the goal below the floor of the hole")
          .scene("table_with_hole.xml", "sawyer_table_with_hole.xml")
          .handStartFloat32(0, 0.6, 0.2)
          .handLimits(vector(-0.5, 0.4, -0.15), vector(0.5, 1.0, 0.5))
          .contexts(
              vector(-0.1, 0.6, 0.05, -0.04, 0.8, -0.0201),
              vector(0.1, 0.7, 0.05, 0.04, 0.88, -0.0199))
          .goals(vector(-0.04, 0.8, -0.0201), vector(0.04, 0.88, -0.0199))
          .build();

  static final double SUCCESS_DISTANCE = 0.05;
  private static final double NEAR_DISTANCE = 0.03;
  private static final double HELD_DISTANCE = 0.02;
  private static final double LIFTED_HEIGHT = 0.02;

  /** The block starts half sunk into the table, which pushes it out. */
  private static final double BLOCK_HEIGHT = 0.05;

  private static final GripperCaging CAGING =
      new GripperCaging(0.015, 0.05, 0.01, 0.005, 1, GripperCaging.Density.HIGH);

  private final Puck block;
  private final int blockBody;

  HandInsertTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new RewardInputs());
    this.block = new Puck(physics);
    this.blockBody = physics.scene().body("obj");
  }

  @Override
  boolean rejects(double[] context) {
    return Puck.tooClose(context);
  }

  /** Context: position of the block (3), whose height is ignored, and goal (3). */
  @Override
  void arrange(double[] context) {
    Vectors.set(inputs.objectStart, context[0], context[1], BLOCK_HEIGHT);
    System.arraycopy(context, 3, inputs.target, 0, 3);
    block.place(inputs.objectStart);
    inputs.maximumDistance = Math.abs(inputs.handStart[2] - inputs.target[2]);
  }

  @Override
  void readObjects(double[] frame) {
    copyRow(physics.bodyPos(), blockBody, frame, FIRST_OBJECT);
    copyRow(physics.bodyQuat(), blockBody, frame, FIRST_OBJECT + QUATERNION);
  }

  @Override
  int graspedGeom() {
    return block.geom();
  }

  static void rewardV2(RewardInputs in, RewardOutcome out) {
    double blockToGoal = Vectors.distance(in.object, in.target);
    double tcpToBlock = Vectors.distance(in.object, in.tcp);
    double margin = Vectors.distance(in.objectStart, in.target);
    out.inPlaceReward =
        Rewards.tolerance(blockToGoal, 0, SUCCESS_DISTANCE, margin, Falloff.LONG_TAIL);
    out.graspReward = CAGING.reward(in);
    if (blockToGoal < SUCCESS_DISTANCE) {
      out.reward = 10;
    } else {
      boolean held = tcpToBlock < HELD_DISTANCE && in.opening > 0;
      out.reward =
          Rewards.hamacherProduct(out.graspReward, out.inPlaceReward)
              + (held ? 1 + 7 * out.inPlaceReward : 0);
    }
    boolean lifted = in.object[2] - LIFTED_HEIGHT > in.objectStart[2];
    out.success = blockToGoal <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(tcpToBlock <= NEAR_DISTANCE);
    out.graspSuccess(in, lifted);
    out.objectToTarget = blockToGoal;
  }
}
