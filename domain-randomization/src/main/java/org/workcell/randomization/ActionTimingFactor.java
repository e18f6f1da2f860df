package org.workcell.randomization;

import java.util.Optional;
import java.util.Set;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Commands that come late, or seldom.
 *
 * @param delay most control periods by which a command comes late; until the first one is due it is
 *     carried out early
 * @param repeat most control periods for which a command holds, at least 1
 */
record ActionTimingFactor(int delay, int repeat) implements Factor {

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
    return Optional.of(new Filter(command.size(), delay, repeat));
  }

  /** Holds every n-th command and hands out those of a few periods ago. */
  private static final class Filter implements TunableCommandFilter {

    private final double[] held;
    private final double[][] past;
    private final int mostRepeats;
    private int delay;
    private int repeat = 1;
    private int period;

    Filter(int size, int longestDelay, int mostRepeats) {
      this.mostRepeats = mostRepeats;
      this.held = new double[size];
      this.past = new double[longestDelay + 1][size];
    }

    @Override
    public void tune(Sampler sampler) {
      delay = sampler.count("delay", 0, past.length - 1);
      repeat = sampler.count("repeat", 1, mostRepeats);
    }

    @Override
    public void start(SeedStreams seeds) {
      period = 0;
    }

    @Override
    public void apply(double[] command, Physics physics) {
      if (period % repeat == 0) {
        System.arraycopy(command, 0, held, 0, held.length);
      }
      System.arraycopy(held, 0, past[period % past.length], 0, held.length);
      int due = Math.max(0, period - delay);
      System.arraycopy(past[due % past.length], 0, command, 0, held.length);
      period++;
    }

    @Override
    public void save(StateWriter writer) {
      writer.putInt(delay);
      writer.putInt(repeat);
      writer.putInt(period);
      writer.putDoubles(held);
      for (double[] each : past) {
        writer.putDoubles(each);
      }
    }

    @Override
    public void load(StateReader reader) {
      delay = reader.getInt();
      repeat = reader.getInt();
      period = reader.getInt();
      reader.getDoubles(held);
      for (double[] each : past) {
        reader.getDoubles(each);
      }
    }
  }
}
