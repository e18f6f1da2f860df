package org.workcell.recipes.closedloop;

import org.workcell.sim.control.CommandFilter;
import org.workcell.sim.control.CommandFilterFactory;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Keeps the first numbers of the last command of one environment, and adds to the next one what it
 * is told: where a delta acts, so that its labels can be found. One thread at a time.
 */
final class CommandProbe implements CommandFilterFactory, CommandFilter {

  private final double[] offset;
  private final double[] asked;

  CommandProbe(int components) {
    offset = new double[components];
    asked = new double[components];
  }

  /** What is added to commands from now on. */
  double[] offset() {
    return offset;
  }

  /** The last command before anything was added; the same array in every step. */
  double[] asked() {
    return asked;
  }

  @Override
  public String identity() {
    return "probe";
  }

  @Override
  public CommandFilter newFilter(CommandSpec command, Model scene) {
    return this;
  }

  @Override
  public void start(SeedStreams seeds) {
    // Nothing is kept from one episode to the next.
  }

  @Override
  public void apply(double[] command, Physics physics) {
    for (int i = 0; i < offset.length; i++) {
      asked[i] = command[i];
      command[i] += offset[i];
    }
  }

  @Override
  public void save(StateWriter writer) {
    // What is added is set from outside in every step.
  }

  @Override
  public void load(StateReader reader) {
    // What is added is set from outside in every step.
  }
}
