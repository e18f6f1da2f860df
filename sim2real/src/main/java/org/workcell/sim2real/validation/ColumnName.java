package org.workcell.sim2real.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the name of a column says.
 *
 * @param name the name
 * @param kind what it holds; UNKNOWN where the name does not say
 * @param wanted whether it is what was asked for, not what was measured
 * @param unit the unit that it names, as mapping files write it; empty where it names none
 * @param label what is left: the joint, as a rule
 */
record ColumnName(String name, Kind kind, boolean wanted, String unit, String label) {

  /** What columns hold. */
  enum Kind {
    TIME,
    POSITION,
    VELOCITY,
    TORQUE,
    CURRENT,
    VOLTAGE,
    ENABLED,
    OTHER,
    UNKNOWN
  }

  private static final Map<String, Kind> KINDS = new HashMap<>();

  static {
    name(Kind.TIME, "t", "time", "stamp", "timestamp", "timestamps");
    name(Kind.POSITION, "q", "pos", "position", "positions", "qpos", "angle", "angles");
    name(Kind.VELOCITY, "qd", "dq", "vel", "velocity", "velocities", "qvel", "speed");
    name(Kind.TORQUE, "tau", "torque", "torques", "effort", "efforts", "taudes");
    name(Kind.CURRENT, "i", "current", "currents", "cur", "amps", "ides");
    name(Kind.VOLTAGE, "volt", "volts", "voltage", "vin");
    name(Kind.ENABLED, "enable", "enabled", "on");
    name(Kind.OTHER, "temperature", "temp", "load", "kp", "kd", "imu", "gyro", "acc", "quat");
  }

  private static void name(Kind kind, String... words) {
    for (String word : words) {
      KINDS.put(word, kind);
    }
  }

  private static final Set<String> WANTED =
      Set.of(
          "cmd",
          "command",
          "commands",
          "goal",
          "target",
          "des",
          "desired",
          "ref",
          "reference",
          "action",
          "setpoint",
          "taudes",
          "ides");

  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("rad", "rad"),
          Map.entry("mrad", "mrad"),
          Map.entry("deg", "deg"),
          Map.entry("degrees", "deg"),
          Map.entry("rads", "rad/s"),
          Map.entry("degs", "deg/s"),
          Map.entry("dps", "deg/s"),
          Map.entry("rpm", "rpm"),
          Map.entry("nm", "N m"),
          Map.entry("mnm", "mN m"),
          Map.entry("ma", "mA"),
          Map.entry("a", "A"),
          Map.entry("volts", "V"),
          Map.entry("mv", "mV"),
          Map.entry("ticks", "ticks"));

  private static final Set<String> NO_LABEL =
      Set.of(
          "joint",
          "joints",
          "motor",
          "state",
          "states",
          "observation",
          "actual",
          "measured",
          "raw",
          "s",
          "ms",
          "us",
          "ns",
          "input",
          "est",
          "present",
          "column");

  /** What LeRobot calls the state of a robot: positions of its joints, as a rule. */
  private static final String STATE = "observation.state";

  /**
   * A column that is one component of a quantity.
   *
   * @param column its name
   * @param quantity the quantity's name
   * @param component the component's own name, such as {@code shoulder_pan.pos}
   */
  static ColumnName of(String column, String quantity, String component) {
    ColumnName both = of(quantity + "." + component);
    int dot = component.lastIndexOf('.');
    boolean named = dot > 0 && KINDS.containsKey(component.substring(dot + 1));
    String label = named ? component.substring(0, dot) : component;
    return new ColumnName(column, both.kind, both.wanted, both.unit, label);
  }

  /** Takes a name apart. */
  static ColumnName of(String name) {
    Kind kind = Kind.UNKNOWN;
    boolean wanted = false;
    String unit = "";
    List<String> rest = new ArrayList<>();
    for (String word : words(name)) {
      Kind own = KINDS.getOrDefault(word, Kind.UNKNOWN);
      boolean known = own != Kind.UNKNOWN || WANTED.contains(word);
      if (own == Kind.ENABLED || (own != Kind.UNKNOWN && kind == Kind.UNKNOWN)) {
        kind = own;
      }
      wanted |= WANTED.contains(word);
      String named = UNITS.getOrDefault(word, "");
      unit = named.isEmpty() || (word.equals("a") && kind != Kind.CURRENT) ? unit : named;
      if (!known && named.isEmpty() && !NO_LABEL.contains(word)) {
        rest.add(word);
      }
    }
    if (kind == Kind.UNKNOWN && isState(name)) {
      kind = Kind.POSITION;
    }
    return new ColumnName(name, kind, wanted, rate(unit, kind), String.join("_", rest));
  }

  /** Whether it is a component of LeRobot's state. */
  static boolean isState(String name) {
    return name.startsWith(STATE + "[") || name.startsWith(STATE + ".");
  }

  /** {@code vel_rad_s} has the words rad and s. */
  private static String rate(String unit, Kind kind) {
    boolean angle = unit.equals("rad") || unit.equals("deg") || unit.equals("mrad");
    return kind == Kind.VELOCITY && angle ? unit + "/s" : unit;
  }

  /** Words in lower case; digits at the end of a word are a word. */
  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    String spaced = name.replaceAll("([a-z])([A-Z])", "$1 $2").replaceAll("(\\D)(\\d+)", "$1 $2");
    for (String word : spaced.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }
}
