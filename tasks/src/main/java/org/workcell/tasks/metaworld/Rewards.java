package org.workcell.tasks.metaworld;

/**
 * The vocabulary of reward formulas, after {@code metaworld/utils/reward_utils.py}, which took
 * {@code tolerance} from dm_control. Pure functions; nothing is allocated unless an argument is
 * wrong.
 */
final class Rewards {

  /** What {@link #tolerance} has fallen to at a distance of one margin. */
  private static final double VALUE_AT_MARGIN = 0.1;

  private static final double LONG_TAIL_SCALE = Math.sqrt(1 / VALUE_AT_MARGIN - 1);
  private static final double GAUSSIAN_SCALE = Math.sqrt(-2 * StrictMath.log(VALUE_AT_MARGIN));

  /** How {@link #tolerance} falls off outside its bounds. */
  enum Falloff {
    LONG_TAIL,
    GAUSSIAN
  }

  private Rewards() {}

  /**
   * One within the bounds; outside, it falls to a tenth at a distance of {@code margin}, or to zero
   * at once where the margin is zero.
   *
   * @throws IllegalArgumentException for crossed bounds or a negative margin, as upstream
   */
  static double tolerance(double value, double low, double high, double margin, Falloff falloff) {
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
  static double hamacherProduct(double a, double b) {
    if (!(a >= 0 && a <= 1 && b >= 0 && b <= 1)) {
      throw new IllegalArgumentException(
          "the Hamacher product needs factors from 0 to 1, not %s and %s".formatted(a, b));
    }
    double denominator = a + b - a * b;
    return denominator > 0 ? a * b / denominator : 0;
  }

  /**
   * What version v1 gives for having come closer: linear in the distance, with two Gaussian bonuses
   * near zero; never negative.
   *
   * @param maximumDistance the distance that earns nothing
   */
  static double legacyProgress(double distance, double maximumDistance) {
    return Math.max(legacyProgress(distance, maximumDistance, 1000, 0.01, 0.001), 0);
  }

  /**
   * As {@link #legacyProgress(double, double)}, with other bonuses, and negative beyond the maximum
   * distance.
   *
   * @param bonus height of each bonus
   * @param wide squared distance at which the wide bonus has fallen to 1/e
   * @param narrow the same of the narrow bonus
   */
  static double legacyProgress(
      double distance, double maximumDistance, double bonus, double wide, double narrow) {
    double squared = distance * distance;
    double bonuses = StrictMath.exp(-squared / wide) + StrictMath.exp(-squared / narrow);
    return 1000 * (maximumDistance - distance) + bonus * bonuses;
  }
}
