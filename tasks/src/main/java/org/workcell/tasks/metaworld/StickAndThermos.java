package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;
import static org.workcell.tasks.metaworld.ObservationHistory.SECOND_OBJECT;

import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;

/** The free stick and the sliding thermos of the stick scene. */
final class StickAndThermos {

  /** Between the stick's start and the goal, in the plane of the table, in metres. */
  private static final double SMALLEST_DISTANCE = 0.1;

  /** World height at which the stick lies on the table. */
  private static final double STICK_HEIGHT = 0.02;

  /** Positions of the stick's free joint, which has no name and precedes the slides. */
  private static final int FREE_POSITIONS = 7;

  private static final int FREE_VELOCITIES = 6;

  private final Physics physics;
  private final int stickBody;
  private final int stickGeom;
  private final int stickEndSite;
  private final int thermosBody;
  private final int insertionSite;
  private final int slidePositions;
  private final int slideVelocities;

  StickAndThermos(Physics physics) {
    Model scene = physics.scene();
    this.physics = physics;
    this.stickBody = scene.body("stick");
    this.stickGeom = scene.geom("objGeom");
    this.stickEndSite = scene.site("stick_end");
    this.thermosBody = scene.body("object");
    this.insertionSite = scene.site("insertion");
    this.slidePositions = scene.positionAddress("obj_slidex");
    this.slideVelocities = scene.velocityAddress("obj_slidex");
  }

  /**
   * Whether a context, stick position (3) and goal position (3), puts the stick too close to the
   * goal for upstream.
   */
  static boolean tooClose(double[] context) {
    double x = context[0] - context[3];
    double y = context[1] - context[4];
    return Math.sqrt(x * x + y * y) < SMALLEST_DISTANCE;
  }

  int stickGeom() {
    return stickGeom;
  }

  /** World height of the point within the thermos' handle. */
  double insertionHeight() {
    return physics.sitePos().get(insertionSite, 2);
  }

  /**
   * Puts the stick on the table, with the orientation that it has, and the thermos beside it, and
   * notes where they start.
   *
   * @param context holds the position of the stick in the plane of the table (2)
   * @param thermosSlide how far along y the thermos is from the middle of its slide
   * @param keepSlidingX whether the thermos keeps the velocity along x that it had, as upstream,
   *     where the arm hits it while the hand settles
   */
  void place(double[] context, double thermosSlide, boolean keepSlidingX, StickInputs inputs) {
    Vectors.set(inputs.stickStart, context[0], context[1], STICK_HEIGHT);
    physics.qpos().write(slidePositions - FREE_POSITIONS, inputs.stickStart);
    physics.qvel().fill(slideVelocities - FREE_VELOCITIES, FREE_VELOCITIES, 0);
    physics.forward();
    physics.qpos().set(slidePositions, 0);
    physics.qpos().set(slidePositions + 1, thermosSlide);
    physics.qvel().set(slideVelocities + 1, 0);
    if (!keepSlidingX) {
      physics.qvel().set(slideVelocities, 0);
    }
    physics.forward();
    MetaWorldTask.copyRow(physics.bodyPos(), thermosBody, inputs.objectStart, 0);
    inputs.setHeights(physics.bodyPos().get(stickBody, 2), StickInputs.LIFT);
  }

  /**
   * Writes the stick, with the scalar of its orientation last, and the point within the thermos'
   * handle, which has no orientation.
   */
  void read(double[] frame) {
    MetaWorldTask.copyRow(physics.bodyPos(), stickBody, frame, FIRST_OBJECT);
    Quaternions.fromMatrix(physics.bodyMat(), stickBody, frame, FIRST_OBJECT + QUATERNION);
    MetaWorldTask.copyRow(physics.sitePos(), insertionSite, frame, SECOND_OBJECT);
  }

  /** Reads the stick's far end. */
  void readStickEnd(StickInputs inputs) {
    MetaWorldTask.copyRow(physics.sitePos(), stickEndSite, inputs.stickEnd, 0);
  }
}
