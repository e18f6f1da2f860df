package org.workcell.sim.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.StageKind;
import org.workcell.sim.physics.StageProgram;

/**
 * A stage that treats each of its actuators by itself, with the same parameters; see {@link
 * ActuatorStages}. Immutable.
 */
public final class ChannelStage implements ActuatorStageFactory {

  /** Parameters that may have either sign. */
  private static final Set<String> SIGNED = Set.of("position_offset", "increment", "low", "high");

  /** Parameters by which something is divided. */
  private static final Set<String> POSITIVE =
      Set.of("resistance", "no_load_speed", "stribeck_velocity", "stribeck_exponent");

  private final StageKind kind;
  private final String name;
  private final int option;
  private final Map<String, Double> parameters;
  private final List<String> actuators;
  private final double roomSeconds;

  private ChannelStage(
      StageKind kind,
      String name,
      int option,
      Map<String, Double> parameters,
      List<String> actuators,
      double roomSeconds) {
    this.kind = kind;
    this.name = name;
    this.option = option;
    this.parameters = Collections.unmodifiableMap(parameters);
    this.actuators = List.copyOf(actuators);
    this.roomSeconds = roomSeconds;
  }

  static ChannelStage of(StageKind kind, String name) {
    Map<String, Double> zeros = new LinkedHashMap<>();
    kind.parameters().forEach(parameter -> zeros.put(parameter, 0.0));
    return new ChannelStage(kind, name, 0, zeros, List.of(), 0);
  }

  ChannelStage withOption(int value) {
    return new ChannelStage(kind, name, value, parameters, actuators, roomSeconds);
  }

  /**
   * A copy with another value of a parameter.
   *
   * @throws IllegalArgumentException if there is no such parameter, or it cannot have this value
   */
  public ChannelStage with(String parameter, double value) {
    if (!parameters.containsKey(parameter)) {
      throw new IllegalArgumentException(
          "a stage %s has no parameter '%s'; it has %s"
              .formatted(name, parameter, String.join(", ", parameters.keySet())));
    }
    boolean limit = parameter.endsWith("_limit");
    boolean allowed =
        (Double.isFinite(value) || (limit && value == Double.POSITIVE_INFINITY))
            && (value >= 0 || SIGNED.contains(parameter))
            && (value > 0 || !POSITIVE.contains(parameter));
    if (!allowed) {
      throw new IllegalArgumentException(
          "parameter %s of a stage %s is %s; expected a %s number"
              .formatted(
                  parameter,
                  name,
                  value,
                  SIGNED.contains(parameter)
                      ? "finite"
                      : POSITIVE.contains(parameter) ? "positive" : "non-negative"));
    }
    Map<String, Double> changed = new LinkedHashMap<>(parameters);
    changed.put(parameter, value);
    return new ChannelStage(kind, name, option, changed, actuators, roomSeconds);
  }

  /** A copy that acts on these actuators of the scene and leaves the others alone. */
  public ChannelStage on(String... names) {
    return new ChannelStage(kind, name, option, parameters, List.of(names), roomSeconds);
  }

  /**
   * A copy of a delay that can be made longer later, by its parameters in memory, up to this;
   * longer ones act as this. Changes no result.
   *
   * @throws IllegalArgumentException if this is not a delay, or the time is not finite
   */
  public ChannelStage withRoomFor(double seconds) {
    if (kind != StageKind.DELAY || !(seconds >= 0) || Double.isInfinite(seconds)) {
      throw new IllegalArgumentException(
          "a stage %s cannot have room for %s s; only delays have, for a finite time"
              .formatted(name, seconds));
    }
    return new ChannelStage(kind, name, option, parameters, actuators, seconds);
  }

  /** Names of the parameters. */
  List<String> parameters() {
    return List.copyOf(parameters.keySet());
  }

  @Override
  public String identity() {
    List<String> values = new ArrayList<>();
    parameters.forEach((parameter, value) -> values.add(parameter + "=" + value));
    return "%s(%s)@%s"
        .formatted(
            name,
            String.join(";", values),
            actuators.isEmpty() ? "all" : String.join("+", actuators));
  }

  @Override
  public ActuatorStage newStage(Model scene) {
    List<String> names = actuators.isEmpty() ? scene.names(ObjectKind.ACTUATOR) : actuators;
    int[] channels = new int[names.size()];
    for (int i = 0; i < channels.length; i++) {
      channels[i] = actuators.isEmpty() ? i : scene.index(ObjectKind.ACTUATOR, names.get(i));
    }
    new ActuatorCheck(scene, name).require(kind, option, channels);
    double[] values = new double[channels.length * parameters.size()];
    int next = 0;
    for (int i = 0; i < channels.length; i++) {
      for (double value : parameters.values()) {
        values[next++] = value;
      }
    }
    int nativeOption = kind == StageKind.DELAY ? slots(scene) : option;
    return new ActuatorStage() {
      @Override
      public int addTo(StageProgram.Builder program) {
        return program.add(kind, nativeOption, channels, values);
      }
    };
  }

  /** Room for the delay, and for the slot before, between which a fraction is interpolated. */
  private int slots(Model scene) {
    double longest = Math.max(parameters.get("delay_seconds"), roomSeconds);
    double steps = Math.ceil(longest / scene.timestepSeconds());
    if (steps > 1e6) {
      throw new IllegalArgumentException(
          "a delay of %s s has more than a million physics steps".formatted(longest));
    }
    return (int) steps + 2;
  }

  @Override
  public String toString() {
    return identity();
  }
}
