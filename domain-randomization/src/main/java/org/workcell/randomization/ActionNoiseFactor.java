package org.workcell.randomization;

import java.util.Arrays;
import java.util.Optional;
import org.workcell.sim.command.CommandSpec;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Normal noise on every number of a command.
 *
 * @param metres standard deviation of lengths at full strength
 * @param radians standard deviation of angles
 * @param others standard deviation of all other quantities, in their own units
 */
record ActionNoiseFactor(double metres, double radians, double others) implements Factor {

  @Override
  public String stream() {
    return "command";
  }

  @Override
  public Optional<TunableCommandFilter> commandFilter(String name, CommandSpec command) {
    double[] deviations =
        command.components().stream()
            .mapToDouble(
                component ->
                    switch (component.unit()) {
                      case "m" -> metres;
                      case "rad" -> radians;
                      default -> others;
                    })
            .toArray();
    return Optional.of(new Filter("noise/" + name, deviations));
  }

  /** Adds noise whose size is drawn for each episode. */
  private static final class Filter implements TunableCommandFilter {

    private final String streamName;
    private final double[] deviations;
    private final RandomStream stream = new RandomStream(0);
    private double size;

    Filter(String streamName, double[] deviations) {
      this.streamName = streamName;
      this.deviations = Arrays.copyOf(deviations, deviations.length);
    }

    @Override
    public void tune(Draws draws) {
      size = draws.uniform("size", 0, new Range(1, 1));
    }

    @Override
    public void start(SeedStreams seeds) {
      long[] state = new long[RandomStream.STATE_LONGS];
      seeds.stream(streamName).save(state, 0);
      stream.load(state, 0);
    }

    @Override
    public void apply(double[] command) {
      for (int i = 0; i < command.length; i++) {
        command[i] += size * deviations[i] * stream.nextGaussian();
      }
    }

    @Override
    public void save(StateWriter writer) {
      writer.putDouble(size);
      writer.putStream(stream);
    }

    @Override
    public void load(StateReader reader) {
      size = reader.getDouble();
      reader.getStream(stream);
    }
  }
}
