package org.workcell.sim.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim.control.TargetFilterFactory.Kind;

/**
 * Offers what a robot's drives do to targets as command filters, for robots that no actuators move,
 * such as MetaWorld's hand. Parameters are {@code NAME:NUMBER}, with commas between several; {@code
 * on:COMPONENT+COMPONENT} names the components of the command on which a filter acts. A command
 * arrives once in a control period, and a hand's target is counted from where the hand is (see
 * {@link CommandSpec#handBody}); the stages of {@link ActuatorStages} act in every physics step.
 */
public abstract class TargetFilterProvider implements CommandFilterProvider {

  private static final String COMPONENTS = "on";

  private final Kind kind;
  private final String effect;

  private TargetFilterProvider(Kind kind, String effect) {
    this.kind = kind;
    this.effect = effect;
  }

  @Override
  public final String name() {
    return kind.label();
  }

  @Override
  public final String description() {
    return "%s: %s=%s:NUMBER[,on:COMPONENT+...]; without on it acts on %s"
        .formatted(
            effect,
            name(),
            kind.parameter(),
            kind == Kind.DELAY ? "the whole command" : "all positions of the command");
  }

  @Override
  public final CommandFilterFactory create(String parameters) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String part : parameters.split(",")) {
      int colon = part.indexOf(':');
      String name = colon < 1 ? "" : part.substring(0, colon);
      if (!name.equals(COMPONENTS) && !name.equals(kind.parameter())
          || given.put(name, part.substring(colon + 1)) != null) {
        throw new IllegalArgumentException(
            "'%s' is no parameter of %s; write %s:NUMBER and, for some components only,"
                    .formatted(part, name(), kind.parameter())
                + " on:COMPONENT+COMPONENT, each once, with commas between them");
      }
    }
    if (!given.containsKey(kind.parameter())) {
      throw new IllegalArgumentException(
          "%s has no %s; add %s:NUMBER".formatted(name(), kind.parameter(), kind.parameter()));
    }
    List<String> components =
        given.containsKey(COMPONENTS) ? List.of(given.get(COMPONENTS).split("\\+")) : List.of();
    return new TargetFilterFactory(kind, number(given.get(kind.parameter())), components);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is not a number".formatted(text), e);
    }
  }

  /**
   * The command of some time ago, interpolated linearly between two; before an episode's first
   * command there was always that one. A hand goes the ways of some time ago, none at first, and
   * may leave the limits of its targets by what is still on the way.
   */
  public static final class Delay extends TargetFilterProvider {
    /** For the service loader. */
    public Delay() {
      super(Kind.DELAY, "delays commands by seconds");
    }
  }

  /**
   * A target within half the width of the last one that passed changes nothing, others come closer
   * by that much.
   */
  public static final class DeadBand extends TargetFilterProvider {
    /** For the service loader. */
    public DeadBand() {
      super(Kind.DEAD_BAND, "ignores small changes of targets");
    }
  }

  /** Multiplies the way from the last target that passed to the new one. */
  public static final class Gain extends TargetFilterProvider {
    /** For the service loader. */
    public Gain() {
      super(Kind.GAIN, "moves targets by a share of what is asked for");
    }
  }
}
