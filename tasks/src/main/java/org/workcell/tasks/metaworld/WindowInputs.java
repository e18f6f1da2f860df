package org.workcell.tasks.metaworld;

import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/** What the window tasks look at beyond what all tasks share. */
final class WindowInputs extends RewardInputs {

  /** The observed point of the handle at the start of the episode. */
  final double[] handleStart = new double[3];

  @Override
  public void save(StateWriter writer) {
    super.save(writer);
    writer.putDoubles(handleStart);
  }

  @Override
  public void load(StateReader reader) {
    super.load(reader);
    reader.getDoubles(handleStart);
  }
}
