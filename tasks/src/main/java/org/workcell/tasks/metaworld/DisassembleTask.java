package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Disassemble: the ring is lifted off the peg by its handle. */
final class DisassembleTask extends MetaWorldTask<NutInputs> {

  static final TaskConfig<NutInputs> CONFIG =
      TaskConfig.named(
              "disassemble-v3",
              RewardVersions.of(DisassembleTask::rewardV2).withV1(NutLegacyReward::disassembly))
          .instruction("pick up the ring by its handle and lift it off the peg")
          .success("the handle is more than 0.15 m above where the ring started")
          .scene("assembly.xml", "sawyer_assembly_peg.xml")
          .handStartFloat32(0, 0.4, 0.2)
          .contexts(
              vector(0, 0.6, 0.025, -0.1, 0.6, 0.1699),
              vector(0.1, 0.75, 0.02501, 0.1, 0.75, 0.1701))
          .goals(vector(-0.1, 0.6, 0.1749), vector(0.1, 0.75, 0.1751))
          .strictGoalMarker("pegTop")
          .observedMarks("RoundNut", "RoundNut-8")
          .build();

  private static final double SMALLEST_DISTANCE = 0.1;
  private static final double TARGET_ABOVE_START = 0.15;
  private static final double PEG_ABOVE_START = 0.03;
  private static final double PEG_TOP_ABOVE_START = 0.08;

  /** How far above the target version v2 leads the ring. */
  private static final double LEAD_ABOVE_TARGET = 0.1;

  private static final double LIFT = 0.05;
  private static final double ORIENTATION_RANGE = 0.4;
  private static final double OFF_TABLE_HEIGHT = 0.02;

  private static final GripperCaging CAGING =
      new GripperCaging(0.015, 0.02, 0.01, 0.01, 1, GripperCaging.Density.HIGH);

  private final RingNut nut;
  private final int pegBody;
  private final int pegTopSite;

  DisassembleTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new NutInputs());
    this.nut = new RingNut(physics);
    this.pegBody = physics.scene().body("peg");
    this.pegTopSite = physics.scene().site("pegTop");
  }

  @Override
  boolean rejects(double[] context) {
    return Vectors.horizontalDistance(context) < SMALLEST_DISTANCE;
  }

  /** Context: centre of the ring (3), and a place (3) that only {@link #rejects} looks at. */
  @Override
  void placeFixtures(double[] context) {
    moveBody(pegBody, context[0], context[1], context[2] + PEG_ABOVE_START);
  }

  /**
   * Upstream also writes a place in world coordinates to the local position of site {@code pegTop},
   * which nothing reads; in strict the site marks the goal.
   */
  @Override
  void arrange(double[] context) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    Vectors.set(inputs.target, context[0], context[1], context[2] + TARGET_ABOVE_START);
    placeFixtures(context);
    if (compat()) {
      moveSite(pegTopSite, context[0], context[1], context[2] + PEG_TOP_ABOVE_START);
    }
    physics.forward();
    nut.place(inputs.objectStart);
    inputs.measureLift(nut.ringHeight(), LIFT);
  }

  @Override
  void readObjects(double[] frame) {
    nut.read(frame);
  }

  @Override
  void readOwnInputs() {
    nut.readInputs(inputs);
  }

  static void rewardV2(NutInputs in, RewardOutcome out) {
    double x = in.target[0] - in.ring[0];
    double y = in.target[1] - in.ring[1];
    double z = in.target[2] + LEAD_ABOVE_TARGET - in.ring[2];
    double distance = Math.sqrt(x * x + y * y + z * z);
    out.success = in.object[2] > in.target[2];
    out.nearObject = Orientation.quarterTurn(in.objectQuatWxyz, ORIENTATION_RANGE);
    out.graspReward = CAGING.reward(in, in.graspPoint(), in.objectStart);
    out.graspSuccess = asNumber(out.graspReward >= 0.5);
    out.inPlaceReward =
        0.1 * asNumber(in.ring[2] > OFF_TABLE_HEIGHT)
            + 0.9 * Rewards.tolerance(distance, 0, 0.02, 0.2, Falloff.LONG_TAIL);
    out.reward = out.success ? 10 : (2 * out.graspReward + 6 * out.inPlaceReward) * out.nearObject;
  }
}
