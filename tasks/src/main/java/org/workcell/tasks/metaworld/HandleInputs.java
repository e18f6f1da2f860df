package org.workcell.tasks.metaworld;

import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/** What the handle tasks look at beyond what all tasks share. */
final class HandleInputs extends RewardInputs {

  /** The observed point of the handle at the start of the episode. */
  final double[] gripStart = new double[3];

  /** Tip of the left finger, from which reward version v1 measures. */
  final double[] leftFingertip = new double[3];

  @Override
  public void save(StateWriter writer) {
    super.save(writer);
    writer.putDoubles(gripStart);
  }

  @Override
  public void load(StateReader reader) {
    super.load(reader);
    reader.getDoubles(gripStart);
  }

  /** How far the observed point is above or below the goal. */
  double heightDifference() {
    return Math.abs(object[2] - target[2]);
  }
}
