package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;

import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.tasks.common.Vectors;

/**
 * What the tasks with stick and thermos look at. The first object is the stick, the second the
 * thermos, and {@link #objectStart} is where the thermos started.
 */
final class StickInputs extends LiftInputs {

  /** How far version v1 wants the stick lifted, in metres. */
  static final double LIFT = 0.04;

  private static final int LEGACY_THERMOS = FIRST_OBJECT + 2;

  /** Where the stick started. */
  final double[] stickStart = new double[3];

  /** The stick's far end; only in tasks that ask for it. */
  final double[] stickEnd = new double[3];

  /**
   * What version v1 takes for the thermos: three numbers of an older observation, which are now the
   * stick's height and the first two numbers of its orientation.
   */
  final double[] legacyThermos = new double[3];

  /** Where a formula keeps a point; not an input. */
  final double[] point = new double[3];

  /** Takes {@link #legacyThermos} out of an observation, or out of a frame of one. */
  void readLegacyThermos(double[] observation) {
    System.arraycopy(observation, LEGACY_THERMOS, legacyThermos, 0, 3);
  }

  /** The distance between stick and thermos that version v1 counts from. */
  double maximumPlacingDistance() {
    Vectors.set(point, objectStart[0], objectStart[1], liftHeight);
    return Vectors.distance(point, stickStart) + liftHeight;
  }

  @Override
  public void save(StateWriter writer) {
    super.save(writer);
    writer.putDoubles(stickStart);
  }

  @Override
  public void load(StateReader reader) {
    super.load(reader);
    reader.getDoubles(stickStart);
  }
}
