package org.workcell.sim.delta;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a delta can read of each of its channels, at one time. The command is the one that arrived,
 * before the delta was added.
 */
public enum DeltaSignal {
  /** Command minus position. */
  COMMAND_ERROR(true, false),
  /** Velocity. */
  VELOCITY(false, false),
  /** Position. */
  POSITION(false, false),
  /** Command. */
  COMMAND(true, false),
  /** Command minus the command before. */
  COMMAND_CHANGE(true, true),
  /** Hyperbolic tangent of velocity by scale: the sign of a motion that is not tiny. */
  VELOCITY_TANH(false, false),
  /** Absolute value of command minus position. */
  COMMAND_ERROR_ABS(true, false),
  /** What was added to the command before. */
  PREVIOUS_DELTA(true, true),
  /** Sine of the position, which must be an angle. */
  POSITION_SIN(false, false),
  /** Cosine of the position, which must be an angle. */
  POSITION_COS(false, false);

  private final boolean ofCommands;
  private final boolean ofThePast;

  DeltaSignal(boolean ofCommands, boolean ofThePast) {
    this.ofCommands = ofCommands;
    this.ofThePast = ofThePast;
  }

  /** The name in files, for example {@code command_error}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The signal of a name.
   *
   * @throws IllegalArgumentException naming all signals, if there is none
   */
  public static DeltaSignal of(String label) {
    return Arrays.stream(values())
        .filter(each -> each.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no input '%s'; expected one of %s"
                        .formatted(
                            label, Arrays.stream(values()).map(DeltaSignal::label).toList())));
  }

  /** Whether it needs a command, which torque residuals do not know. */
  boolean isOfCommands() {
    return ofCommands;
  }

  /** Rows of the past that one value needs. */
  int pastRows() {
    return ofThePast ? 1 : 0;
  }
}
