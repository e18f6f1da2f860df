package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;

import org.workcell.sim.physics.Physics;

/** Plate slide back side: the plate comes sideways out of the net. */
final class PlateSlideBackSideTask extends MetaWorldTask<RewardInputs> {

  static final TaskConfig<RewardInputs> CONFIG =
      TaskConfig.named(
              "plate-slide-back-side-v3",
              RewardVersions.of(PlateRewards::dragV2).withV1(PlateLegacyReward::reward))
          .instruction("drag the plate sideways out of the net to the goal")
          .success("the middle of the plate is at most 0.07 m from the goal")
          .scene("plate_slide_sideway.xml", "sawyer_plate_slide_sideway.xml")
          .handStartFloat32(0, 0.6, 0.2)
          .contexts(
              vector(-0.25, 0.6, 0, -0.05, 0.6, 0.015), vector(-0.25, 0.6, 0, 0.15, 0.6, 0.015))
          .goals(vector(-0.05, 0.6, 0.015), vector(0.15, 0.6, 0.015))
          .build();

  /** How far the plate starts from its middle place, in the mouth of the net. */
  private static final double PLATE_X = -0.15;

  private final SlidingPlate plate;
  private final int cabinetBody;

  PlateSlideBackSideTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new RewardInputs());
    this.plate = new SlidingPlate(physics);
    this.cabinetBody = physics.scene().body("puck_goal");
  }

  @Override
  void placeFixtures(double[] context) {
    moveBody(cabinetBody, context[0], context[1], context[2]);
  }

  /** Context: position of the net (3), which distances count from, and goal (3). */
  @Override
  void arrange(double[] context) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    System.arraycopy(context, 3, inputs.target, 0, 3);
    placeFixtures(context);
    plate.place(PLATE_X, 0);
    inputs.maximumDistance = plate.horizontalDistance(inputs.target);
  }

  @Override
  void readObjects(double[] frame) {
    plate.read(frame);
  }
}
