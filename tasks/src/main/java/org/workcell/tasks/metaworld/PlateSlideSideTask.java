package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;

import org.workcell.sim.physics.Physics;

/** Plate slide side: the plate goes sideways into a net, which stands still. */
final class PlateSlideSideTask extends MetaWorldTask<RewardInputs> {

  static final TaskSheet SHEET =
      new TaskSheet(
          "plate-slide-side-v3",
          "slide the plate sideways into the net",
          TaskSheet.scene("plate_slide_sideway.xml", "sawyer_plate_slide_sideway.xml"),
          // Upstream keeps these two in single precision.
          vector(0, 0.6f, 0.2f),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          new Box(vector(0, 0.6, 0, -0.3, 0.54, 0), vector(0, 0.6, 0, -0.25, 0.66, 0)),
          new Box(vector(-0.3, 0.54, 0), vector(-0.25, 0.66, 0)),
          "the middle of the plate is at most 0.07 m from the goal");

  private final SlidingPlate plate;
  private final int goalSite;

  PlateSlideSideTask(Physics physics, MetaWorldSettings settings) {
    super(
        SHEET,
        settings,
        physics,
        new RewardInputs(),
        settings.legacyReward() ? PlateRewards::rewardV1 : PlateRewards::dragV2);
    this.plate = new SlidingPlate(physics);
    this.goalSite = physics.scene().site("goal");
  }

  /** Context: nominal position of the plate (3), which only distances count from, and goal (3). */
  @Override
  void arrange(double[] context) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    System.arraycopy(context, 3, inputs.target, 0, 3);
    plate.place(0, 0);
    moveSite(goalSite, inputs.target);
    inputs.maximumDistance = Vectors.horizontalDistance(inputs.objectStart, inputs.target);
  }

  @Override
  void readObjects(double[] frame) {
    plate.read(frame);
  }
}
