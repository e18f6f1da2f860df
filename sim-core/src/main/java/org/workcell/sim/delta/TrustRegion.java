package org.workcell.sim.delta;

/**
 * Where the inputs of a delta are such as it was trained on. Within {@code radius} it is trusted
 * whole, then less in proportion to the distance, and not at all from {@code radius + fadeWidth}
 * on. Inputs are those of {@link DeltaRunner#inputs}, before they are normalized. Immutable.
 */
public final class TrustRegion {

  /** How distance is measured. */
  public enum Kind {
    /** Everything is near. */
    EVERYWHERE,
    /** How far the worst input is outside its range, in widths of that range; 0 inside. */
    RANGES,
    /** {@code sqrt((x - mean)' P (x - mean))} with the inverse covariance P. */
    MAHALANOBIS
  }

  private final Kind kind;
  private final double[] first;
  private final double[] second;
  private final double radius;
  private final double fadeWidth;

  private TrustRegion(Kind kind, double[] first, double[] second, double radius, double fadeWidth) {
    if (!(radius >= 0 && fadeWidth >= 0) || Double.isInfinite(radius + fadeWidth)) {
      throw new IllegalArgumentException(
          "a trust region has radius %s and fade width %s; expected 0 or more"
              .formatted(radius, fadeWidth));
    }
    this.kind = kind;
    this.first = Numbers.finiteCopy("trust region", first);
    this.second = Numbers.finiteCopy("trust region", second);
    this.radius = radius;
    this.fadeWidth = fadeWidth;
  }

  /** Trust without bounds. */
  public static TrustRegion everywhere() {
    return new TrustRegion(Kind.EVERYWHERE, new double[0], new double[0], 0, 0);
  }

  /**
   * Trust within ranges.
   *
   * @param low least values of the inputs
   * @param high most values of the inputs, greater than {@code low}
   * @param radius widths of a range by which an input may be outside
   * @param fadeWidth widths over which trust then fades
   * @throws IllegalArgumentException if a range is empty or the lengths differ
   */
  public static TrustRegion ranges(double[] low, double[] high, double radius, double fadeWidth) {
    Numbers.requireLength("high", high, low.length);
    for (int i = 0; i < low.length; i++) {
      if (!(high[i] > low[i])) {
        throw new IllegalArgumentException(
            "range %d of a trust region is %s to %s; widen it".formatted(i, low[i], high[i]));
      }
    }
    return new TrustRegion(Kind.RANGES, low, high, radius, fadeWidth);
  }

  /**
   * Trust by Mahalanobis distance.
   *
   * @param mean of the inputs
   * @param inverseCovariance symmetric, row after row
   * @throws IllegalArgumentException if it is not symmetric or the lengths differ
   */
  public static TrustRegion mahalanobis(
      double[] mean, double[] inverseCovariance, double radius, double fadeWidth) {
    int size = mean.length;
    Numbers.requireLength("inverse covariance", inverseCovariance, size * size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        double above = inverseCovariance[j * size + i];
        double below = inverseCovariance[i * size + j];
        if (Math.abs(above - below) > 1e-9 * Math.max(1, Math.abs(above))) {
          throw new IllegalArgumentException(
              "the inverse covariance of a trust region is not symmetric at row %d column %d"
                  .formatted(i, j));
        }
      }
    }
    return new TrustRegion(Kind.MAHALANOBIS, mean, inverseCovariance, radius, fadeWidth);
  }

  /** How distance is measured. */
  public Kind kind() {
    return kind;
  }

  /** A copy of the lower ends of the ranges, or of the mean. */
  public double[] lowOrMean() {
    return first.clone();
  }

  /** A copy of the upper ends of the ranges, or of the inverse covariance, row after row. */
  public double[] highOrInverseCovariance() {
    return second.clone();
  }

  /** The distance up to which trust is whole. */
  public double radius() {
    return radius;
  }

  /** How much farther trust reaches 0. */
  public double fadeWidth() {
    return fadeWidth;
  }

  /** The distance of inputs. */
  public double distance(double[] inputs) {
    return switch (kind) {
      case EVERYWHERE -> 0;
      case RANGES -> outside(inputs);
      case MAHALANOBIS -> mahalanobis(inputs);
    };
  }

  /** The trust in inputs, 0 to 1. */
  public double trust(double[] inputs) {
    double beyond = distance(inputs) - radius;
    if (beyond <= 0) {
      return 1;
    }
    return beyond < fadeWidth ? 1 - beyond / fadeWidth : 0;
  }

  private double outside(double[] inputs) {
    double most = 0;
    for (int i = 0; i < first.length; i++) {
      double out = Math.max(first[i] - inputs[i], inputs[i] - second[i]);
      most = Math.max(most, out / (second[i] - first[i]));
    }
    return most;
  }

  private double mahalanobis(double[] inputs) {
    int size = first.length;
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double row = 0;
      for (int j = 0; j < i; j++) {
        row += second[i * size + j] * (inputs[j] - first[j]);
      }
      double own = inputs[i] - first[i];
      sum += own * (2 * row + second[i * size + i] * own);
    }
    return Math.sqrt(Math.max(sum, 0));
  }
}
