package org.workcell.tasks.metaworld;

import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/** Inputs of {@link PegInsertSideTask}; the first observed object is where to grasp the peg. */
final class PegInputs extends LiftInputs {

  /** The end of the peg that goes into the hole. */
  final double[] head = new double[3];

  /** Where {@link #head} was when the hand had settled, before the peg was placed. */
  final double[] initialHead = new double[3];

  /** Two opposite corners of the region in front of the box below the hole. */
  final double[] lowerRight = new double[3];

  final double[] lowerLeft = new double[3];

  /** Two opposite corners of the region in front of the box above the hole. */
  final double[] upperRight = new double[3];

  final double[] upperLeft = new double[3];

  @Override
  public void save(StateWriter writer) {
    super.save(writer);
    writer.putDoubles(initialHead);
  }

  @Override
  public void load(StateReader reader) {
    super.load(reader);
    reader.getDoubles(initialHead);
  }
}
