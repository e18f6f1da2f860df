package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;
import static org.workcell.tasks.metaworld.ObservationHistory.SECOND_OBJECT;

import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Vectors;

/**
 * What stick-push and stick-pull share: the free stick, which is the first object, and the sliding
 * thermos, which is the second.
 */
abstract class StickAndThermosTask extends MetaWorldTask<StickInputs> {

  /** Between the stick's start and the goal, in the plane of the table, in metres. */
  private static final double SMALLEST_DISTANCE = 0.1;

  /** World height at which the stick lies on the table. */
  private static final double STICK_HEIGHT = 0.02;

  /** Positions of the stick's free joint, which has no name and precedes the slides. */
  private static final int FREE_POSITIONS = 7;

  private static final int FREE_VELOCITIES = 6;

  private final int stickBody;
  private final int stickGeom;
  private final int stickEndSite;
  private final int thermosBody;
  private final int insertionSite;
  private final int slidePositions;
  private final int slideVelocities;

  /** Where the second object as observed is, along y from the point within the thermos' handle. */
  private final double observedY;

  /**
   * Makes the shared part of a task.
   *
   * @param observedY where the thermos is observed, along y from the point within its handle
   */
  StickAndThermosTask(
      TaskConfig<StickInputs> config,
      MetaWorldSettings settings,
      Physics physics,
      double observedY) {
    super(config, settings, physics, new StickInputs());
    Model scene = physics.scene();
    this.observedY = observedY;
    this.stickBody = scene.body("stick");
    this.stickGeom = scene.geom("objGeom");
    this.stickEndSite = scene.site("stick_end");
    this.thermosBody = scene.body("object");
    this.insertionSite = scene.site("insertion");
    this.slidePositions = scene.positionAddress("obj_slidex");
    this.slideVelocities = scene.velocityAddress("obj_slidex");
  }

  /** Context: stick position (3), goal position (3). Both heights are drawn and then replaced. */
  @Override
  final boolean rejects(double[] context) {
    return Vectors.horizontalDistance(context) < SMALLEST_DISTANCE;
  }

  @Override
  final int graspedGeom() {
    return stickGeom;
  }

  /** World height of the point within the thermos' handle. */
  final double insertionHeight() {
    return physics.sitePos().get(insertionSite, 2);
  }

  /**
   * Puts the stick on the table, with the orientation that it has, and the thermos beside it, and
   * notes where they start. Upstream lets the thermos keep the velocity along x with which the
   * settling arm sends it towards the goal, so that in profile compat it arrives there by itself;
   * in profile strict it stands still.
   *
   * @param context holds the position of the stick in the plane of the table (2)
   * @param thermosSlide how far along y the thermos is from the middle of its slide
   */
  final void place(double[] context, double thermosSlide) {
    Vectors.set(inputs.stickStart, context[0], context[1], STICK_HEIGHT);
    physics.qpos().write(slidePositions - FREE_POSITIONS, inputs.stickStart);
    physics.qvel().fill(slideVelocities - FREE_VELOCITIES, FREE_VELOCITIES, 0);
    physics.forward();
    physics.qpos().set(slidePositions, 0);
    physics.qpos().set(slidePositions + 1, thermosSlide);
    physics.qvel().set(slideVelocities + 1, 0);
    if (!compat()) {
      physics.qvel().set(slideVelocities, 0);
    }
    physics.forward();
    copyRow(physics.bodyPos(), thermosBody, inputs.objectStart, 0);
    inputs.setHeights(physics.bodyPos().get(stickBody, 2), StickInputs.LIFT);
    inputs.maximumDistance = Vectors.horizontalDistance(inputs.objectStart, inputs.target);
  }

  /** The stick has the scalar of its orientation last, and the thermos has no orientation. */
  @Override
  final void readObjects(double[] frame) {
    copyRow(physics.bodyPos(), stickBody, frame, FIRST_OBJECT);
    Quaternions.fromMatrix(physics.bodyMat(), stickBody, frame, FIRST_OBJECT + QUATERNION);
    copyRow(physics.sitePos(), insertionSite, frame, SECOND_OBJECT);
    frame[SECOND_OBJECT + 1] += observedY;
    inputs.readLegacyThermos(frame);
  }

  /** Reads the stick's far end. */
  final void readStickEnd() {
    copyRow(physics.sitePos(), stickEndSite, inputs.stickEnd, 0);
  }
}
