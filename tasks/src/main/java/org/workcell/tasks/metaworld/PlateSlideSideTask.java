package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Vectors;

/** Plate slide side: the plate goes sideways into a net, which stands still. */
final class PlateSlideSideTask extends MetaWorldTask<RewardInputs> {

  static final TaskConfig<RewardInputs> CONFIG =
      TaskConfig.named(
              "plate-slide-side-v3",
              RewardVersions.of(PlateRewards::dragV2).withV1(PlateLegacyReward::reward))
          .instruction("slide the plate sideways into the net")
          .success("the middle of the plate is at most 0.07 m from the goal")
          .scene("plate_slide_sideway.xml", "sawyer_plate_slide_sideway.xml")
          .handStartFloat32(0, 0.6, 0.2)
          .contexts(vector(0, 0.6, 0, -0.3, 0.54, 0), vector(0, 0.6, 0, -0.25, 0.66, 0))
          .goals(vector(-0.3, 0.54, 0), vector(-0.25, 0.66, 0))
          .build();

  private final SlidingPlate plate;

  PlateSlideSideTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new RewardInputs());
    this.plate = new SlidingPlate(physics);
  }

  /** Context: nominal position of the plate (3), which only distances count from, and goal (3). */
  @Override
  void arrange(double[] context) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    System.arraycopy(context, 3, inputs.target, 0, 3);
    plate.place(0, 0);
    inputs.maximumDistance = Vectors.horizontalDistance(inputs.objectStart, inputs.target);
  }

  @Override
  void readObjects(double[] frame) {
    plate.read(frame);
  }
}
