package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;

import org.workcell.sim.physics.Physics;

/** Plate slide: the plate goes forward into a net, which stands at the goal. */
final class PlateSlideTask extends MetaWorldTask<RewardInputs> {

  static final TaskSheet SHEET =
      new TaskSheet(
          "plate-slide-v3",
          "slide the plate into the net",
          TaskSheet.scene("plate_slide.xml", "sawyer_plate_slide.xml"),
          // Upstream keeps these two in single precision.
          vector(0, 0.6f, 0.2f),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          new Box(vector(0, 0.6, 0, -0.1, 0.85, 0), vector(0, 0.6, 0, 0.1, 0.9, 0)),
          new Box(vector(-0.1, 0.85, 0), vector(0.1, 0.9, 0)),
          "the middle of the plate is at most 0.07 m from the goal");

  private final SlidingPlate plate;
  private final int goalSite;
  private final int cabinetBody;

  PlateSlideTask(Physics physics, MetaWorldSettings settings) {
    super(
        SHEET,
        settings,
        physics,
        new RewardInputs(),
        settings.legacyReward() ? PlateRewards::rewardV1 : PlateRewards::slideV2);
    this.plate = new SlidingPlate(physics);
    this.goalSite = physics.scene().site("goal");
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
    moveSite(goalSite, inputs.target);
    inputs.maximumDistance = Vectors.horizontalDistance(inputs.objectStart, inputs.target);
  }

  @Override
  void readObjects(double[] frame) {
    plate.read(frame);
  }
}
