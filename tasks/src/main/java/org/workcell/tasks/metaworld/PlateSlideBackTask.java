package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;

import org.workcell.sim.physics.Physics;

/** Plate slide back: the plate comes out of the net, towards the robot. */
final class PlateSlideBackTask extends MetaWorldTask<RewardInputs> {

  static final TaskSheet SHEET =
      new TaskSheet(
          "plate-slide-back-v3",
          "drag the plate out of the net to the goal",
          TaskSheet.scene("plate_slide.xml", "sawyer_plate_slide.xml"),
          // Upstream keeps these two in single precision.
          vector(0, 0.6f, 0.2f),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          new Box(vector(0, 0.85, 0, -0.1, 0.6, 0.015), vector(0, 0.85, 0, 0.1, 0.6, 0.015)),
          new Box(vector(-0.1, 0.6, 0.015), vector(0.1, 0.6, 0.015)),
          "the middle of the plate is at most 0.07 m from the goal");

  /** How far the plate starts from its middle place, in the mouth of the net. */
  private static final double PLATE_Y = 0.15;

  private final SlidingPlate plate;
  private final int goalSite;

  PlateSlideBackTask(Physics physics, MetaWorldSettings settings) {
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
    plate.place(0, PLATE_Y);
    moveSite(goalSite, inputs.target);
    inputs.maximumDistance = plate.horizontalDistance(inputs.target);
  }

  @Override
  void readObjects(double[] frame) {
    plate.read(frame);
  }
}
