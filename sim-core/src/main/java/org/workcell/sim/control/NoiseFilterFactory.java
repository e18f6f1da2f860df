package org.workcell.sim.control;

import java.util.List;
import java.util.stream.IntStream;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Adds normal noise to the positions of a command.
 *
 * @param deviation standard deviation, in the unit of each position
 */
record NoiseFilterFactory(double deviation) implements CommandFilterFactory {

  static final String NAME = "noise";

  /** Checks the number. */
  NoiseFilterFactory {
    if (!(deviation >= 0) || Double.isInfinite(deviation)) {
      throw new IllegalArgumentException(
          "deviation of filter noise is %s; expected 0 or more".formatted(deviation));
    }
  }

  @Override
  public String identity() {
    return "%s(deviation=%s)".formatted(NAME, deviation);
  }

  @Override
  public CommandFilter newFilter(CommandSpec command, Model scene) {
    List<CommandSpec.Component> all = command.components();
    int[] components =
        IntStream.range(0, all.size())
            .filter(i -> all.get(i).kind() == CommandSpec.Kind.POSITION)
            .toArray();
    if (components.length == 0) {
      throw new IllegalArgumentException("filter noise: the command has no positions");
    }
    return new Filter(components);
  }

  private final class Filter implements CommandFilter {

    private final int[] components;
    private RandomStream stream = new RandomStream(0);

    Filter(int[] components) {
      this.components = components;
    }

    @Override
    public void start(SeedStreams seeds) {
      stream = seeds.stream(NAME);
    }

    @Override
    public void apply(double[] command, Physics physics) {
      for (int component : components) {
        command[component] += deviation * stream.nextGaussian();
      }
    }

    @Override
    public void save(StateWriter writer) {
      writer.putStream(stream);
    }

    @Override
    public void load(StateReader reader) {
      reader.getStream(stream);
    }
  }
}
