package org.workcell.sim.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.sim.physics.DriveNames;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.StageKind;
import org.workcell.sim.physics.StageProgram;

/**
 * A stage that treats each of its actuators by itself, with the same parameters or with {@linkplain
 * #onEach parameters of its own}; see {@link ActuatorStages}. Immutable.
 */
public final class ChannelStage implements ActuatorStageFactory {

  private static final String DELAY_SECONDS = "delay_seconds";

  /** Parameters that may have either sign. */
  private static final Set<String> SIGNED =
      Set.of("position_offset", "increment", "low", "high", "stribeck_torque");

  /** Parameters by which something is divided. */
  private static final Set<String> POSITIVE =
      Set.of("resistance", "no_load_speed", "stribeck_velocity", "stribeck_exponent");

  private final StageKind kind;
  private final String name;
  private final int option;
  private final Map<String, Double> parameters;
  private final List<String> actuators;

  /** All parameters of actuators that have their own; empty where all have the same. */
  private final Map<String, Map<String, Double>> own;

  private final double roomSeconds;

  private ChannelStage(
      StageKind kind,
      String name,
      int option,
      Map<String, Double> parameters,
      List<String> actuators,
      Map<String, Map<String, Double>> own,
      double roomSeconds) {
    requireFriction(name, parameters);
    own.values().forEach(values -> requireFriction(name, values));
    this.kind = kind;
    this.name = name;
    this.option = option;
    this.parameters = Collections.unmodifiableMap(parameters);
    this.actuators = List.copyOf(actuators);
    this.own = Collections.unmodifiableMap(own);
    this.roomSeconds = roomSeconds;
  }

  /** Friction at low speed is Coulomb plus Stribeck torque; the second may be negative alone. */
  private static void requireFriction(String name, Map<String, Double> values) {
    double stribeck = values.getOrDefault("stribeck_torque", 0.0);
    double coulomb = values.getOrDefault("coulomb_torque", 0.0);
    if (stribeck < 0 && coulomb + stribeck < 0) {
      throw new IllegalArgumentException(
          "a stage %s has coulomb_torque %s and stribeck_torque %s; expected a sum that is not negative"
              .formatted(name, coulomb, stribeck));
    }
  }

  static ChannelStage of(StageKind kind, String name) {
    Map<String, Double> zeros = new LinkedHashMap<>();
    kind.parameters().forEach(parameter -> zeros.put(parameter, 0.0));
    return new ChannelStage(kind, name, 0, zeros, List.of(), Map.of(), 0);
  }

  ChannelStage withOption(int value) {
    return new ChannelStage(kind, name, value, parameters, actuators, own, roomSeconds);
  }

  /**
   * A copy with another value of a parameter, for all its actuators.
   *
   * @throws IllegalArgumentException if there is no such parameter, or it cannot have this value
   */
  public ChannelStage with(String parameter, double value) {
    Map<String, Map<String, Double>> changed = new LinkedHashMap<>();
    own.forEach((actuator, values) -> changed.put(actuator, changed(values, parameter, value)));
    return new ChannelStage(
        kind, name, option, changed(parameters, parameter, value), actuators, changed, roomSeconds);
  }

  private Map<String, Double> changed(Map<String, Double> values, String parameter, double value) {
    requireAllowed(parameter, value);
    Map<String, Double> changed = new LinkedHashMap<>(values);
    changed.put(parameter, value);
    return changed;
  }

  private void requireAllowed(String parameter, double value) {
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
  }

  /** A copy that acts on these actuators of the scene and leaves the others alone. */
  public ChannelStage on(String... names) {
    return new ChannelStage(kind, name, option, parameters, List.of(names), Map.of(), roomSeconds);
  }

  /**
   * A copy that acts on these actuators of the scene, each with parameters of its own.
   *
   * @param values parameters by actuator; those that are left out are as in this stage
   * @throws IllegalArgumentException if there is no actuator, no such parameter, or a parameter
   *     cannot have its value
   */
  public ChannelStage onEach(Map<String, ? extends Map<String, Double>> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          "a stage %s names no actuator; expected one at least".formatted(name));
    }
    Map<String, Map<String, Double>> each = new LinkedHashMap<>();
    values.forEach(
        (actuator, given) -> {
          Map<String, Double> all = new LinkedHashMap<>(parameters);
          given.forEach(
              (parameter, value) -> {
                requireAllowed(parameter, value);
                all.put(parameter, value);
              });
          each.put(actuator, Collections.unmodifiableMap(all));
        });
    return new ChannelStage(
        kind, name, option, parameters, List.copyOf(each.keySet()), each, roomSeconds);
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
    return new ChannelStage(kind, name, option, parameters, actuators, own, seconds);
  }

  /** Names of the parameters, in the order in which they lie in a program's memory. */
  List<String> parameters() {
    return List.copyOf(parameters.keySet());
  }

  /** Its name, with underscores. */
  String name() {
    return name;
  }

  /** The actuators that have been named; empty where it acts on all. */
  List<String> actuators() {
    return actuators;
  }

  /** All parameters of an actuator. */
  Map<String, Double> values(String actuator) {
    return own.getOrDefault(actuator, parameters);
  }

  boolean isFriction() {
    return kind == StageKind.FRICTION;
  }

  boolean isDelay() {
    return kind == StageKind.DELAY;
  }

  @Override
  public String identity() {
    if (own.isEmpty()) {
      return "%s(%s)@%s"
          .formatted(
              name, words(parameters), actuators.isEmpty() ? "all" : String.join("+", actuators));
    }
    List<String> each = new ArrayList<>();
    own.forEach((actuator, values) -> each.add(actuator + "(" + words(values) + ")"));
    return "%s@%s".formatted(name, String.join("+", each));
  }

  private static String words(Map<String, Double> values) {
    List<String> words = new ArrayList<>();
    values.forEach((parameter, value) -> words.add(parameter + "=" + value));
    return String.join(";", words);
  }

  @Override
  public ActuatorStage newStage(Model scene) {
    List<String> names = actuators.isEmpty() ? scene.names(ObjectKind.ACTUATOR) : actuators;
    int[] channels = new int[names.size()];
    for (int i = 0; i < channels.length; i++) {
      channels[i] = actuators.isEmpty() ? i : DriveNames.actuator(scene, names.get(i));
    }
    return newStage(scene, names, channels, false);
  }

  /**
   * A stage on actuators that have been looked up.
   *
   * @param names by which this stage has their parameters
   * @param channels the scene's numbers of them
   * @param replacesServos see {@link ActuatorCheck}
   */
  ActuatorStage newStage(Model scene, List<String> names, int[] channels, boolean replacesServos) {
    new ActuatorCheck(scene, name, replacesServos).require(kind, option, channels);
    double[] values = new double[channels.length * parameters.size()];
    int next = 0;
    for (int i = 0; i < channels.length; i++) {
      for (double value : values(names.get(i)).values()) {
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
    double longest = Math.max(parameters.get(DELAY_SECONDS), roomSeconds);
    for (Map<String, Double> each : own.values()) {
      longest = Math.max(longest, each.get(DELAY_SECONDS));
    }
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
