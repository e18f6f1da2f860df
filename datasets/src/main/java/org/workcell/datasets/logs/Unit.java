package org.workcell.datasets.logs;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.workcell.sim.files.BadInputException;

/** Units of what robots log, as mapping files write them. */
enum Unit {
  RAD("rad", 1),
  MRAD("mrad", 1e-3),
  DEG("deg", Math.PI / 180),
  TURN("turn", 2 * Math.PI),
  METRE("m", 1),
  MILLIMETRE("mm", 1e-3),
  CENTIMETRE("cm", 1e-2),
  RAD_PER_SECOND("rad/s", 1),
  MRAD_PER_SECOND("mrad/s", 1e-3),
  DEG_PER_SECOND("deg/s", Math.PI / 180),
  TURN_PER_SECOND("turn/s", 2 * Math.PI),
  RPM("rpm", Math.PI / 30),
  METRE_PER_SECOND("m/s", 1),
  MILLIMETRE_PER_SECOND("mm/s", 1e-3),
  NEWTON_METRE("N m", 1),
  MILLINEWTON_METRE("mN m", 1e-3),
  NEWTON("N", 1),
  KILOGRAM_FORCE_CENTIMETRE("kgf cm", 9.80665e-2),
  AMPERE("A", 1),
  MILLIAMPERE("mA", 1e-3),
  VOLT("V", 1),
  MILLIVOLT("mV", 1e-3),
  /** Zero is off, anything else on. */
  FLAG("flag", 1),
  /** A quaternion in the order w, x, y, z. */
  WXYZ("wxyz", 1),
  /** A quaternion in the order x, y, z, w. */
  XYZW("xyzw", 1),
  /** As the quantity has it. */
  SI("si", 1),
  /** Encoder counts: 'per_turn' of them are a turn. */
  TICKS("ticks", 2 * Math.PI),
  /** Encoder counts a second. */
  TICKS_PER_SECOND("ticks/s", 2 * Math.PI),
  /** 0 to 100 stand for 'low' to 'high'. */
  PERCENT("percent", 1),
  /** -100 to 100 stand for 'low' to 'high'. */
  NORMALIZED("normalized", 1),
  /** Anything: 'scale' says what 1 of it is. */
  RAW("raw", 1);

  private static final Set<Unit> ANGLES =
      EnumSet.of(
          RAD, MRAD, DEG, TURN, METRE, MILLIMETRE, CENTIMETRE, TICKS, PERCENT, NORMALIZED, RAW);
  private static final Set<Unit> RATES =
      EnumSet.of(
          RAD_PER_SECOND,
          MRAD_PER_SECOND,
          DEG_PER_SECOND,
          TURN_PER_SECOND,
          RPM,
          METRE_PER_SECOND,
          MILLIMETRE_PER_SECOND,
          TICKS_PER_SECOND,
          RAW);
  private static final Set<Unit> TORQUES =
      EnumSet.of(NEWTON_METRE, MILLINEWTON_METRE, NEWTON, KILOGRAM_FORCE_CENTIMETRE, RAW);
  private static final Set<Unit> CURRENTS = EnumSet.of(AMPERE, MILLIAMPERE, RAW);
  private static final Set<Unit> VOLTAGES = EnumSet.of(VOLT, MILLIVOLT, RAW);
  private static final Set<Unit> LENGTHS = EnumSet.of(METRE, MILLIMETRE, CENTIMETRE);
  private static final Set<Unit> SPEEDS = EnumSet.of(METRE_PER_SECOND, MILLIMETRE_PER_SECOND);
  private static final Set<Unit> TURNS =
      EnumSet.of(RAD_PER_SECOND, MRAD_PER_SECOND, DEG_PER_SECOND, TURN_PER_SECOND);

  /** How a draft marks what somebody must fill in. */
  static final String OPEN = "?";

  private final String text;
  private final double factor;

  Unit(String text, double factor) {
    this.text = text;
    this.factor = factor;
  }

  /** SI units that one of it is. */
  double factor() {
    return factor;
  }

  /** The units that a quantity can have. */
  static Set<Unit> of(Quantity quantity, CommandKind kind) {
    return switch (quantity) {
      case POSITION, PLANNED_POSITION -> ANGLES;
      case VELOCITY -> RATES;
      case COMMAND ->
          switch (kind) {
            case POSITION, NONE -> ANGLES;
            case VELOCITY -> RATES;
            case TORQUE -> TORQUES;
            case CURRENT -> CURRENTS;
          };
      case ENABLED -> EnumSet.of(FLAG);
      case TORQUE, PLANNED_TORQUE -> TORQUES;
      case CURRENT, PLANNED_CURRENT -> CURRENTS;
      case SUPPLY_VOLTAGE -> VOLTAGES;
      case TIP_POSITION, BASE_POSITION -> LENGTHS;
      case BASE_LINEAR_VELOCITY -> SPEEDS;
      case BASE_ANGULAR_VELOCITY -> TURNS;
      case TIP_QUAT_WXYZ, BASE_QUAT_WXYZ -> EnumSet.of(WXYZ, XYZW);
      case SIMULATION_STATE -> EnumSet.of(SI);
    };
  }

  /**
   * The unit of a text.
   *
   * @param where for messages
   * @throws BadInputException if it is none of the allowed ones, or was left open
   */
  static Unit parse(String where, String text, Set<Unit> allowed) {
    List<String> names = allowed.stream().map(unit -> unit.text).toList();
    if (text.strip().equals(OPEN)) {
      throw new BadInputException(
          "%s: the unit was left open; write one of %s".formatted(where, names));
    }
    String plain = plain(text);
    return allowed.stream()
        .filter(unit -> plain(unit.text).equals(plain))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "%s: unit '%s' must be one of %s"
                        .formatted(where, CellText.brief(text), names)));
  }

  /** Blanks and stars between units do not count; m and M do. */
  private static String plain(String text) {
    String bare = text.strip().replaceAll("[ *.]", "");
    return switch (bare.toLowerCase(Locale.ROOT)) {
      case "%" -> "percent";
      case "degree", "degrees" -> "deg";
      case "radian", "radians" -> "rad";
      case "rev" -> "turn";
      case "rev/s" -> "turn/s";
      case "bool", "boolean" -> "flag";
      default -> bare;
    };
  }
}
