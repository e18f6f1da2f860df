package org.workcell.sim.delta;

import java.util.List;

/**
 * A block of a delta's inputs: {@code steps} rows of a signal, newest first, each with a number per
 * channel.
 *
 * @param signal what is read
 * @param steps rows of history, the present one included; control periods lie between them
 * @param scale the value that counts as one: the signal is divided by it, that of {@link
 *     DeltaSignal#VELOCITY_TANH} before the tangent
 */
public record DeltaInput(DeltaSignal signal, int steps, double scale) {

  /** Most rows of history. */
  public static final int MOST_STEPS = 64;

  private static final int HISTORY_STEPS = 6;
  private static final double SLOW = 0.04;
  private static final double FAST = 0.3;
  private static final double VELOCITY_UNIT = 20;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if steps or scale are out of range
   */
  public DeltaInput {
    if (steps < 1 || steps > MOST_STEPS) {
      throw new IllegalArgumentException(
          "input %s has %d steps; expected 1 to %d".formatted(signal.label(), steps, MOST_STEPS));
    }
    if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "input %s has scale %s; expected a positive number".formatted(signal.label(), scale));
    }
  }

  /** The present value of a signal, as it is. */
  public static DeltaInput of(DeltaSignal signal) {
    return new DeltaInput(signal, 1, 1);
  }

  /** A copy with more rows. */
  public DeltaInput steps(int rows) {
    return new DeltaInput(signal, rows, scale);
  }

  /** A copy with another scale. */
  public DeltaInput scale(double other) {
    return new DeltaInput(signal, steps, other);
  }

  /** What encoders and commands alone can tell, with saturating signals that show friction. */
  public static List<DeltaInput> standard() {
    return List.of(
        of(DeltaSignal.COMMAND_ERROR).steps(HISTORY_STEPS),
        of(DeltaSignal.VELOCITY).steps(HISTORY_STEPS),
        of(DeltaSignal.POSITION),
        of(DeltaSignal.COMMAND_CHANGE),
        of(DeltaSignal.VELOCITY_TANH).scale(SLOW),
        of(DeltaSignal.VELOCITY_TANH).scale(FAST),
        of(DeltaSignal.COMMAND_ERROR_ABS));
  }

  /** The joints' part of the observation of ASAP (arXiv 2502.01143). */
  public static List<DeltaInput> asap() {
    return List.of(
        of(DeltaSignal.POSITION),
        of(DeltaSignal.VELOCITY).scale(VELOCITY_UNIT),
        of(DeltaSignal.PREVIOUS_DELTA),
        of(DeltaSignal.COMMAND));
  }

  /** What a torque residual reads: position, velocity and its direction. */
  public static List<DeltaInput> torque() {
    return List.of(
        of(DeltaSignal.POSITION),
        of(DeltaSignal.VELOCITY),
        of(DeltaSignal.VELOCITY_TANH).scale(SLOW),
        of(DeltaSignal.VELOCITY_TANH).scale(FAST));
  }
}
