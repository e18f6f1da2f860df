package org.workcell.sim.delta;

import org.workcell.sim.control.CommandFilter;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/** Corrects the commands of one environment. */
final class DeltaFilter implements CommandFilter {

  private final DeltaOptions options;
  private final DeltaRunner runner;
  private final ChannelState channels;
  private final double[] command;
  private final double[] position;
  private final double[] velocity;

  DeltaFilter(DeltaAction action, ChannelState channels) {
    this.options = action.options();
    this.runner = action.model().newRunner();
    this.channels = channels;
    runner.useTrust(options.trusts());
    options.driveGain().ifPresent(runner::driveGain);
    int count = action.model().channels().size();
    this.command = new double[count];
    this.position = new double[count];
    this.velocity = new double[count];
  }

  @Override
  public void start(SeedStreams seeds) {
    runner.start();
    runner.gain(EpisodeGain.draw(options, seeds));
  }

  @Override
  public void apply(double[] whole, Physics physics) {
    channels.read(physics, position, velocity);
    for (int c = 0; c < command.length; c++) {
      double origin = channels.isDisplacement(c) ? position[c] : 0;
      command[c] = origin + whole[channels.component(c)];
    }
    runner.apply(command, position, velocity);
    double[] delta = runner.delta();
    for (int c = 0; c < command.length; c++) {
      whole[channels.component(c)] += delta[c];
    }
  }

  @Override
  public void save(StateWriter writer) {
    runner.save(writer);
  }

  @Override
  public void load(StateReader reader) {
    runner.load(reader);
  }
}
