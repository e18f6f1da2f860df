package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;

import org.workcell.sim.physics.Physics;

/** Plate slide back: the plate comes out of the net, towards the robot. */
final class PlateSlideBackTask extends MetaWorldTask<RewardInputs> {

  static final TaskConfig<RewardInputs> CONFIG =
      TaskConfig.named(
              "plate-slide-back-v3",
              RewardVersions.of(PlateRewards::dragV2).withV1(PlateLegacyReward::reward))
          .instruction("drag the plate out of the net to the goal")
          .success("the middle of the plate is at most 0.07 m from the goal")
          .scene("plate_slide.xml", "sawyer_plate_slide.xml")
          .handStartFloat32(0, 0.6, 0.2)
          .contexts(vector(0, 0.85, 0, -0.1, 0.6, 0.015), vector(0, 0.85, 0, 0.1, 0.6, 0.015))
          .goals(vector(-0.1, 0.6, 0.015), vector(0.1, 0.6, 0.015))
          .build();

  /** How far the plate starts from its middle place, in the mouth of the net. */
  private static final double PLATE_Y = 0.15;

  private final SlidingPlate plate;

  PlateSlideBackTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new RewardInputs());
    this.plate = new SlidingPlate(physics);
  }

  /** Context: nominal position of the plate (3), which only distances count from, and goal (3). */
  @Override
  void arrange(double[] context) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    System.arraycopy(context, 3, inputs.target, 0, 3);
    plate.place(0, PLATE_Y);
    inputs.maximumDistance = plate.horizontalDistance(inputs.target);
  }

  @Override
  void readObjects(double[] frame) {
    plate.read(frame);
  }
}
