package org.workcell.sim.control;

import java.util.List;
import java.util.stream.IntStream;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Makes filters that remember commands.
 *
 * @param kind what they do
 * @param value seconds of a delay, half the width of a dead band in the component's unit, or a gain
 * @param names components on which they act; empty for those on which the kind acts by itself
 */
record TargetFilterFactory(Kind kind, double value, List<String> names)
    implements CommandFilterFactory {

  private static final double LONGEST_DELAY_SECONDS = 10;

  private static final double ROUNDING_SECONDS = 1e-9;
  private static final int NO_HAND = -1;

  /** What a filter can do. */
  enum Kind {
    DELAY("delay", "delay_seconds"),
    DEAD_BAND("dead-band", "half_width"),
    GAIN("gain", "gain");

    private final String label;
    private final String parameter;

    Kind(String label, String parameter) {
      this.label = label;
      this.parameter = parameter;
    }

    String label() {
      return label;
    }

    String parameter() {
      return parameter;
    }
  }

  /**
   * Takes a defensive copy.
   *
   * @throws IllegalArgumentException if the kind cannot have this value
   */
  TargetFilterFactory {
    names = List.copyOf(names);
    double most = kind == Kind.DELAY ? LONGEST_DELAY_SECONDS : Double.MAX_VALUE;
    if (!(value >= 0 && value <= most)) {
      throw new IllegalArgumentException(
          "%s of filter %s is %s; expected 0 to %s"
              .formatted(kind.parameter, kind.label, value, most));
    }
  }

  @Override
  public String identity() {
    return "%s(%s=%s)@%s"
        .formatted(
            kind.label,
            kind.parameter,
            value,
            names.isEmpty() ? "default" : String.join("+", names));
  }

  @Override
  public CommandFilter newFilter(CommandSpec command, Model scene) {
    int[] components = components(command);
    int hand = command.handBody().map(scene::mocap).orElse(NO_HAND);
    if (kind != Kind.DELAY) {
      return new Following(components, hand);
    }
    // A control period is a physics step or longer.
    int slots = (int) Math.ceil(value / scene.timestepSeconds()) + 2;
    return new Delay(components, hand, slots);
  }

  private int[] components(CommandSpec command) {
    List<CommandSpec.Component> all = command.components();
    for (String name : names) {
      if (all.stream().noneMatch(each -> each.name().equals(name))) {
        throw new IllegalArgumentException(
            "filter %s: the command has no component '%s'; it has %s"
                .formatted(
                    identity(),
                    name,
                    String.join(", ", all.stream().map(CommandSpec.Component::name).toList())));
      }
    }
    int[] found =
        IntStream.range(0, all.size())
            .filter(
                i ->
                    names.isEmpty()
                        ? kind == Kind.DELAY || all.get(i).kind() == CommandSpec.Kind.POSITION
                        : names.contains(all.get(i).name()))
            .toArray();
    if (found.length == 0) {
      throw new IllegalArgumentException(
          "filter %s: the command has no positions; name components with on:"
              .formatted(identity()));
    }
    return found;
  }

  /** Whether a component is counted from where the hand is. */
  private static boolean isOfHand(int hand, int component) {
    return hand != NO_HAND && component < CommandSpec.HAND_COORDINATES;
  }

  /** Remembers the last command that passed; a hand's is where the hand was sent. */
  private final class Following implements CommandFilter {

    private final int[] components;
    private final int hand;
    private final double[] last;
    private boolean started;

    Following(int[] components, int hand) {
      this.components = components;
      this.hand = hand;
      this.last = new double[components.length];
    }

    @Override
    public void start(SeedStreams seeds) {
      started = false;
    }

    @Override
    public void apply(double[] command, Physics physics) {
      for (int i = 0; i < components.length; i++) {
        double asked = command[components[i]];
        if (isOfHand(hand, components[i])) {
          last[i] = physics.mocapPos().get(hand, components[i]);
        } else if (!started) {
          last[i] = asked;
        }
        last[i] += way(asked - last[i]);
        command[components[i]] = last[i];
      }
      started = true;
    }

    private double way(double asked) {
      if (kind == Kind.GAIN) {
        return value * asked;
      }
      return Math.abs(asked) <= value ? 0 : asked - Math.copySign(value, asked);
    }

    @Override
    public void save(StateWriter writer) {
      writer.putBoolean(started);
      writer.putDoubles(last);
    }

    @Override
    public void load(StateReader reader) {
      started = reader.getBoolean();
      reader.getDoubles(last);
    }
  }

  /**
   * Remembers commands and when they came; of a hand the ways that it was asked to go, so that it
   * goes all of them later.
   */
  private final class Delay implements CommandFilter {

    private final int[] components;
    private final int hand;
    private final int slots;
    private DoubleArray time;

    /** Rows of time and components; the newest is the row before {@code next}. */
    private final double[] ring;

    private int count;
    private int next;

    Delay(int[] components, int hand, int slots) {
      this.components = components;
      this.hand = hand;
      this.slots = slots;
      this.ring = new double[slots * (1 + components.length)];
    }

    @Override
    public void start(SeedStreams seeds) {
      count = 0;
      next = 0;
    }

    private int row(int age) {
      return Math.floorMod(next - 1 - age, slots) * (1 + components.length);
    }

    @Override
    public void apply(double[] command, Physics physics) {
      if (time == null) {
        time = physics.array("time");
      }
      double now = time.get(0);
      if (count > 0 && now <= ring[row(0)]) {
        // Somebody has set the time back, so what is remembered was never sent.
        count = 0;
      }
      next = (next + 1) % slots;
      count = Math.min(slots, count + 1);
      int newest = row(0);
      ring[newest] = now;
      for (int i = 0; i < components.length; i++) {
        ring[newest + 1 + i] = command[components[i]] - origin(i, physics);
      }
      read(now - value, command, physics);
    }

    private double origin(int i, Physics physics) {
      return isOfHand(hand, components[i]) ? physics.mocapPos().get(hand, components[i]) : 0;
    }

    private void read(double wanted, double[] command, Physics physics) {
      int age = 0;
      while (age < count - 1 && ring[row(age)] > wanted + ROUNDING_SECONDS) {
        age++;
      }
      int earlier = row(age);
      int later = row(Math.max(0, age - 1));
      double span = ring[later] - ring[earlier];
      double share = span > 0 ? Ranges.clip((wanted - ring[earlier]) / span, 0, 1) : 0;
      boolean before = ring[earlier] > wanted + ROUNDING_SECONDS;
      for (int i = 0; i < components.length; i++) {
        double from = ring[earlier + 1 + i];
        double found = from + share * (ring[later + 1 + i] - from);
        // A hand was asked to go nowhere before the episode's first command.
        boolean rests = before && isOfHand(hand, components[i]);
        command[components[i]] = origin(i, physics) + (rests ? 0 : found);
      }
    }

    @Override
    public void save(StateWriter writer) {
      writer.putInt(count);
      writer.putInt(next);
      writer.putDoubles(ring);
    }

    @Override
    public void load(StateReader reader) {
      count = reader.getInt();
      next = reader.getInt();
      reader.getDoubles(ring);
    }
  }
}
