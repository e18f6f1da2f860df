package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Vectors;

/** Plate slide: the plate goes forward into a net, which stands at the goal. */
final class PlateSlideTask extends MetaWorldTask<RewardInputs> {

  static final TaskConfig<RewardInputs> CONFIG =
      TaskConfig.named(
              "plate-slide-v3",
              RewardVersions.of(PlateRewards::slideV2).withV1(PlateLegacyReward::reward))
          .instruction("slide the plate into the net")
          .success("the middle of the plate is at most 0.07 m from the goal")
          .scene("plate_slide.xml", "sawyer_plate_slide.xml")
          .handStartFloat32(0, 0.6, 0.2)
          .contexts(vector(0, 0.6, 0, -0.1, 0.85, 0), vector(0, 0.6, 0, 0.1, 0.9, 0))
          .goals(vector(-0.1, 0.85, 0), vector(0.1, 0.9, 0))
          .build();

  private final SlidingPlate plate;
  private final int cabinetBody;

  PlateSlideTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new RewardInputs());
    this.plate = new SlidingPlate(physics);
    this.cabinetBody = physics.scene().body("puck_goal");
  }

  @Override
  void placeFixtures(double[] context) {
    moveBody(cabinetBody, context[3], context[4], context[5]);
  }

  /**
   * Context: nominal position of the plate (3), which only distances count from, and the net (3).
   */
  @Override
  void arrange(double[] context) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    System.arraycopy(context, 3, inputs.target, 0, 3);
    placeFixtures(context);
    plate.place(0, 0);
    inputs.maximumDistance = Vectors.horizontalDistance(inputs.objectStart, inputs.target);
  }

  @Override
  void readObjects(double[] frame) {
    plate.read(frame);
  }
}
