package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Assembly: the ring is carried by its handle and dropped over the peg. */
final class AssemblyTask extends MetaWorldTask<NutInputs> {

  static final TaskConfig<NutInputs> CONFIG =
      TaskConfig.named(
              "assembly-v3",
              RewardVersions.of(AssemblyTask::rewardV2).withV1(NutLegacyReward::assembly))
          .instruction("pick up the ring by its handle and put it over the peg")
          .success(
              "the ring's centre is less than 0.02 m from the peg's axis and below the peg's top")
          .scene("assembly.xml", "sawyer_assembly_peg.xml")
          .handStartFloat32(0, 0.6, 0.2)
          .contexts(vector(0, 0.6, 0.02, -0.1, 0.75, 0.1), vector(0, 0.6, 0.02, 0.1, 0.85, 0.1))
          .goals(vector(-0.1, 0.75, 0.1), vector(0.1, 0.85, 0.1))
          .goalMarkerOnFixture("pegTop")
          .observedMarks("RoundNut", "RoundNut-8")
          .build();

  private static final double SMALLEST_DISTANCE = 0.1;

  /** From the peg's centre to its top. */
  private static final double PEG_HALF_HEIGHT = 0.05;

  private static final double LIFT = 0.1;
  private static final double ORIENTATION_RANGE = 0.4;
  private static final double OFF_TABLE_HEIGHT = 0.02;
  private static final double SUCCESS_RADIUS = 0.02;
  private static final GripperCaging CAGING =
      new GripperCaging(0.015, 0.02, 0.01, 0.01, 1, GripperCaging.Density.MEDIUM);

  private final RingNut nut;
  private final int pegBody;
  private final int pegTopSite;

  AssemblyTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new NutInputs());
    this.nut = new RingNut(physics);
    this.pegBody = physics.scene().body("peg");
    this.pegTopSite = physics.scene().site("pegTop");
  }

  @Override
  boolean rejects(double[] context) {
    return Vectors.horizontalDistance(context) < SMALLEST_DISTANCE;
  }

  /** Context: centre of the ring (3), top of the peg (3). */
  @Override
  void placeFixtures(double[] context) {
    moveBody(pegBody, context[3], context[4], context[5] - PEG_HALF_HEIGHT);
  }

  /**
   * Upstream also writes the peg's top, in world coordinates, to the local position of site {@code
   * pegTop}, which nothing reads; in strict the site stays on top of the peg.
   */
  @Override
  void arrange(double[] context) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    System.arraycopy(context, 3, inputs.target, 0, 3);
    nut.place(inputs.objectStart);
    placeFixtures(context);
    if (compat()) {
      moveSite(pegTopSite, inputs.target);
    }
    inputs.measureLift(nut.handleHeight(), LIFT);
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
    double fromAxis = Vectors.horizontalDistance(in.target, in.ring);
    out.success = fromAxis < SUCCESS_RADIUS && in.target[2] - in.ring[2] > 0;
    out.nearObject = Orientation.quarterTurn(in.objectQuatWxyz, ORIENTATION_RANGE);
    out.graspReward = CAGING.reward(in, in.graspPoint(), in.objectStart);
    out.inPlaceReward = inPlace(in, fromAxis, out.success);
    out.graspSuccess = asNumber(out.graspReward >= 0.5);
    out.reward = out.success ? 10 : (2 * out.graspReward + 6 * out.inPlaceReward) * out.nearObject;
  }

  /** The ring is to come in over a funnel around the peg, and to descend on its axis. */
  private static double inPlace(NutInputs in, double fromAxis, boolean success) {
    double free = success ? 0.02 : 0.01;
    double funnel = fromAxis > free ? 0.02 * StrictMath.log(fromAxis - free) + 0.2 : 0;
    double x = in.target[0] - in.ring[0];
    double y = in.target[1] - in.ring[1];
    double z = 3 * (funnel - in.ring[2]);
    double distance = Math.sqrt(x * x + y * y + z * z);
    double lifted = asNumber(in.ring[2] > OFF_TABLE_HEIGHT || fromAxis < free);
    return 0.1 * lifted + 0.9 * Rewards.tolerance(distance, 0, 0.02, 0.4, Falloff.LONG_TAIL);
  }
}
