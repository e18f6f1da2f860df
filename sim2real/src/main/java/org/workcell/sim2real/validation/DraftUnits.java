package org.workcell.sim2real.validation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.workcell.datasets.logs.RawLog;

/** Which units the names and values of columns tell. */
final class DraftUnits {

  private static final double SURE = 0.95;
  private static final double ALIKE = 0.98;

  /** Positions and velocities. */
  record Pair(DraftGroup first, DraftGroup second) {}

  private DraftUnits() {}

  /** Columns whose names say what they are. */
  static DraftGroup named(String key, List<ColumnName> columns) {
    List<String> names = columns.stream().map(ColumnName::name).toList();
    List<String> units = columns.stream().map(ColumnName::unit).distinct().toList();
    String reason =
        names.stream().allMatch(ColumnName::isState)
            ? "LeRobot's state of a robot; are these the positions of its joints?"
            : "By " + (names.size() == 1 ? "its name." : "their names.");
    if (key.equals("enabled")) {
      return new DraftGroup(key, names, "flag", List.of(reason));
    }
    boolean told = units.size() == 1 && !units.get(0).isEmpty();
    return new DraftGroup(key, names, told ? units.get(0) : DraftGroup.OPEN, List.of(reason));
  }

  /** Compares velocities with the rate of change of positions. */
  static Pair velocities(DraftGroup position, DraftGroup velocity, RawLog log, double[] seconds) {
    double[] factors = new double[position.columns().size()];
    int known = 0;
    for (int joint = 0; joint < factors.length; joint++) {
      Optional<Proportion> found =
          Proportion.ofDerivative(
              seconds,
              log.columns().get(position.columns().get(joint)),
              log.columns().get(velocity.columns().get(joint)));
      if (found.isPresent() && Math.abs(found.get().correlation()) > SURE) {
        factors[known++] = found.get().factor();
      }
    }
    if (known == 0) {
      return new Pair(
          position,
          velocity.with(
              velocity.unit(), "They do not follow the rate of change of the positions."));
    }
    double[] sorted = Arrays.copyOf(factors, known);
    Arrays.sort(sorted);
    return explain(position, velocity, sorted[known / 2]);
  }

  private static Pair explain(DraftGroup position, DraftGroup velocity, double factor) {
    String seen =
        String.format(Locale.ROOT, "Velocity is %.4g times the rate of change of position", factor);
    Proportion size = new Proportion(Math.abs(factor), 1);
    String sign = factor < 0 ? ", with the other sign" : "";
    if (size.isOne()) {
      String same = seen + sign + ": both are in the same unit.";
      if (position.isOpen() && !velocity.isOpen()) {
        return new Pair(
            position.with(velocity.unit().replace("/s", ""), same),
            velocity.with(velocity.unit(), same));
      }
      return new Pair(
          position,
          velocity.with(
              velocity.isOpen() && !position.isOpen() ? position.unit() + "/s" : velocity.unit(),
              same));
    }
    if (size.isNear(180 / Math.PI) && agrees(position, "rad") && agrees(velocity, "deg/s")) {
      String reason = seen + sign + ", which is 180/pi: rad and deg/s.";
      return new Pair(position.with("rad", reason), velocity.with("deg/s", reason));
    }
    if (size.isNear(Math.PI / 180) && agrees(position, "deg") && agrees(velocity, "rad/s")) {
      String reason = seen + sign + ", which is pi/180: deg and rad/s.";
      return new Pair(position.with("deg", reason), velocity.with("rad/s", reason));
    }
    return new Pair(
        position,
        velocity.with(
            velocity.unit(),
            seen + sign + size.ratio().map(text -> ": perhaps " + text + ".").orElse(".")));
  }

  private static boolean agrees(DraftGroup group, String unit) {
    return group.isOpen() || group.unit().equals(unit);
  }

  /** Adds to a group without unit what each unit would mean. */
  static DraftGroup open(DraftGroup group, RawLog log) {
    if (!group.isOpen()) {
      return group;
    }
    String range = "Values are " + group.range(log);
    double largest =
        group.columns().stream()
            .flatMapToDouble(name -> Arrays.stream(log.columns().get(name)))
            .filter(Double::isFinite)
            .map(Math::abs)
            .max()
            .orElse(0);
    String meaning =
        switch (group.key()) {
          case "position", "command", "planned_position" ->
              String.format(
                  Locale.ROOT,
                  ": the farthest is %.4g deg if they are rad, %.4g rad if they are deg; they may"
                      + " also be percent, normalized, ticks or m.",
                  Math.toDegrees(largest),
                  Math.toRadians(largest));
          case "velocity" -> "; rad/s, deg/s, rpm, ticks/s?";
          case "torque", "planned_torque" -> "; N m, mN m?";
          case "current", "planned_current" -> "; A, mA?";
          case "supply_voltage" -> "; V, mV?";
          default -> ".";
        };
    return group.with(DraftGroup.OPEN, range + meaning);
  }

  /** What a column without meaning has. */
  static String look(String name, RawLog log, List<String> others) {
    double[] column = log.columns().get(name);
    double[] present = Arrays.stream(column).filter(Double::isFinite).sorted().toArray();
    if (present.length == 0) {
      return "no values";
    }
    double low = present[0];
    double high = present[present.length - 1];
    if (low == high) {
      return String.format(Locale.ROOT, "always %.6g", low);
    }
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%.4g to %.4g", low, high));
    if (present.length < column.length) {
      text.append(String.format(", missing in %d rows", column.length - present.length));
    }
    for (String other : others) {
      if (!other.equals(name) && present.length == column.length) {
        Proportion alike = Proportion.of(column, log.columns().get(other));
        if (Math.abs(alike.correlation()) > ALIKE) {
          text.append(
              String.format(
                  Locale.ROOT,
                  "; %s is alike (%.4g times as large, correlation %.3f)",
                  other,
                  alike.factor(),
                  alike.correlation()));
        }
      }
    }
    return text.toString();
  }
}
