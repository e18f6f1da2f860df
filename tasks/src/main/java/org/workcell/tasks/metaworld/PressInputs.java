package org.workcell.tasks.metaworld;

import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/** What the rewards for pressing a button look at; the button is the first object. */
final class PressInputs extends RewardInputs {

  /** Tip of the left finger, from which version v1 measures in some tasks. */
  final double[] leftFingertip = new double[3];

  /** How far the button is to go, along its axis. */
  double travel;

  @Override
  public void save(StateWriter writer) {
    super.save(writer);
    writer.putDouble(travel);
  }

  @Override
  public void load(StateReader reader) {
    super.load(reader);
    travel = reader.getDouble();
  }
}
