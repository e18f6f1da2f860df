package org.workcell.randomization;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Normal noise on every number of a command.
 *
 * @param metres standard deviation of lengths at full severity
 * @param radians standard deviation of angles
 * @param others standard deviation of all other quantities, in their own units
 */
record ActionNoiseFactor(double metres, double radians, double others) implements Factor {

  @Override
  public String stream() {
    return "command";
  }

  @Override
  public Set<AffectedModality> affects() {
    return Set.of(AffectedModality.COMMANDS);
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
    return Optional.of(new Filter(name, deviations));
  }

  /** Adds noise whose size is drawn for each episode. */
  private static final class Filter implements TunableCommandFilter {

    private final EpisodeNoise noise;
    private final double[] deviations;

    Filter(String factorName, double[] deviations) {
      this.noise = new EpisodeNoise(factorName);
      this.deviations = Arrays.copyOf(deviations, deviations.length);
    }

    @Override
    public void tune(Sampler sampler) {
      noise.tune(sampler);
    }

    @Override
    public void start(SeedStreams seeds) {
      noise.start(seeds);
    }

    @Override
    public void apply(double[] command, Physics physics) {
      for (int i = 0; i < command.length; i++) {
        command[i] += noise.next(deviations[i]);
      }
    }

    @Override
    public void save(StateWriter writer) {
      noise.save(writer);
    }

    @Override
    public void load(StateReader reader) {
      noise.load(reader);
    }
  }
}
