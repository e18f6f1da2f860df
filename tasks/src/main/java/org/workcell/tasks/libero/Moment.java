package org.workcell.tasks.libero;

import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.StepSample;
import org.workcell.sim.state.StatePart;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * The moment at which observations are taken: the end of an action, or, as upstream, one of its
 * last physics steps, with poses from before that step. One thread at a time.
 */
final class Moment implements StatePart {

  private static final String POSITIONS = "qpos";
  private static final String VELOCITIES = "qvel";
  private static final String SITE_POSITIONS = "site_xpos";
  private static final String BODY_POSITIONS = "xpos";
  private static final String BODY_QUATERNIONS = "xquat";

  /**
   * Upstream's observables read after this many physics steps plus one, less one for each refresh
   * since its reset.
   */
  private static final int UPSTREAM_STEPS = LiberoRobot.SUBSTEPS + 1;

  private final StepSample sample;
  private final DoubleArray positions;
  private final DoubleArray velocities;
  private final DoubleArray sitePositions;
  private final DoubleArray bodyPositions;
  private final DoubleArray bodyQuaternions;
  private int refreshes;

  private Moment(Physics physics, boolean upstream) {
    sample =
        upstream
            ? physics.sampleAfter(
                LiberoRobot.SUBSTEPS,
                POSITIONS,
                VELOCITIES,
                SITE_POSITIONS,
                BODY_POSITIONS,
                BODY_QUATERNIONS)
            : null;
    positions = upstream ? sample.array(POSITIONS) : physics.qpos();
    velocities = upstream ? sample.array(VELOCITIES) : physics.qvel();
    sitePositions = upstream ? sample.array(SITE_POSITIONS) : physics.sitePos();
    bodyPositions = upstream ? sample.array(BODY_POSITIONS) : physics.bodyPos();
    bodyQuaternions = upstream ? sample.array(BODY_QUATERNIONS) : physics.bodyQuat();
  }

  /** Whatever the simulation holds when it is read. */
  static Moment present(Physics physics) {
    return new Moment(physics, false);
  }

  /** A moment in the middle of the last physics steps of each action. */
  static Moment upstream(Physics physics) {
    return new Moment(physics, true);
  }

  /**
   * An episode begins, in a state that is up to date.
   *
   * @param refreshes how often upstream would have refreshed its observations since its reset: once
   *     after a reset, twice where a state was set as well
   */
  void start(int refreshesSinceReset) {
    if (sample != null) {
      use(refreshesSinceReset);
      sample.take();
    }
  }

  /** A state was set, which is up to date; upstream refreshes its observations once more. */
  void refreshAgain() {
    start(refreshes + 1);
  }

  private void use(int refreshesSinceReset) {
    refreshes = refreshesSinceReset;
    sample.useSubstep(UPSTREAM_STEPS - refreshes);
  }

  DoubleArray positions() {
    return positions;
  }

  DoubleArray velocities() {
    return velocities;
  }

  DoubleArray sitePositions() {
    return sitePositions;
  }

  DoubleArray bodyPositions() {
    return bodyPositions;
  }

  DoubleArray bodyQuaternions() {
    return bodyQuaternions;
  }

  @Override
  public void save(StateWriter writer) {
    if (sample != null) {
      writer.putInt(refreshes);
      writer.putDoubles(sample.memory().toArray());
    }
  }

  @Override
  public void load(StateReader reader) {
    if (sample != null) {
      use(reader.getInt());
      sample.memory().write(0, reader.getDoubles());
    }
  }
}
