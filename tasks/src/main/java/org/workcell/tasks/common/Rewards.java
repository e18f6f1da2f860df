package org.workcell.tasks.common;

/**
 * Shapes from which dense rewards are made, after {@code metaworld/utils/reward_utils.py}, which
 * took {@code tolerance} from dm_control. Pure functions of any thread; nothing is allocated unless
 * an argument is wrong.
 */
public final class Rewards {

  /** What {@link #tolerance} has fallen to at a distance of one margin. */
  private static final double VALUE_AT_MARGIN = 0.1;

  private static final double LONG_TAIL_SCALE = Math.sqrt(1 / VALUE_AT_MARGIN - 1);
  private static final double GAUSSIAN_SCALE = Math.sqrt(-2 * StrictMath.log(VALUE_AT_MARGIN));

  /** How {@link #tolerance} falls off outside its bounds. */
  public enum Falloff {
    /** As 1 / (1 + x^2). */
    LONG_TAIL,
    /** As exp(-x^2 / 2). */
    GAUSSIAN
  }

  private Rewards() {}

  /**
   * One within the bounds; outside, it falls to a tenth at a distance of {@code margin}, or to zero
   * at once where the margin is zero.
   *
   * @param value what is judged, in the unit of bounds and margin
   * @return 0 to 1
   * @throws IllegalArgumentException for crossed bounds or a negative margin, as upstream
   */
  public static double tolerance(
      double value, double low, double high, double margin, Falloff falloff) {
    if (low > high || margin < 0) {
      throw new IllegalArgumentException(
          "tolerance needs low <= high and margin >= 0, not %s..%s and %s"
              .formatted(low, high, margin));
    }
    if (value >= low && value <= high) {
      return 1;
    }
    if (margin == 0) {
      return 0;
    }
    double excess = (value < low ? low - value : value - high) / margin;
    return switch (falloff) {
      case LONG_TAIL -> {
        double scaled = excess * LONG_TAIL_SCALE;
        yield 1 / (scaled * scaled + 1);
      }
      case GAUSSIAN -> {
        double scaled = excess * GAUSSIAN_SCALE;
        yield StrictMath.exp(-0.5 * scaled * scaled);
      }
    };
  }

  /**
   * The Hamacher product, a smooth AND of two rewards.
   *
   * @throws IllegalArgumentException for a factor outside 0 to 1, as upstream
   */
  public static double hamacherProduct(double a, double b) {
    if (!(a >= 0 && a <= 1 && b >= 0 && b <= 1)) {
      throw new IllegalArgumentException(
          "the Hamacher product needs factors from 0 to 1, not %s and %s".formatted(a, b));
    }
    double denominator = a + b - a * b;
    return denominator > 0 ? a * b / denominator : 0;
  }
}
