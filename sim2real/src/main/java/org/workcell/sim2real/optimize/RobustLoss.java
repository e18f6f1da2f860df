package org.workcell.sim2real.optimize;

/**
 * How much a residual counts: by its square up to a threshold, in proportion to itself beyond it
 * (Huber).
 *
 * @param threshold in units of the residuals; infinite for plain least squares
 */
public record RobustLoss(double threshold) {

  /** Plain least squares. */
  public static final RobustLoss SQUARED = new RobustLoss(Double.POSITIVE_INFINITY);

  /** Checks the threshold. */
  public RobustLoss {
    if (!(threshold > 0)) {
      throw new IllegalArgumentException(
          "the threshold of a robust loss is %s; expected a positive number".formatted(threshold));
    }
  }

  /** Twice the loss of a residual: its square where it is small. */
  double of(double residual) {
    double size = Math.abs(residual);
    return size <= threshold ? size * size : threshold * (2 * size - threshold);
  }

  /** The weight of its square in the quadratic model: derivative of the loss over residual. */
  double weight(double residual) {
    double size = Math.abs(residual);
    return size <= threshold ? 1 : threshold / size;
  }

  /** Sum of losses over residuals. */
  public double cost(double[] residuals) {
    double sum = 0;
    for (double residual : residuals) {
      sum += of(residual);
    }
    return sum;
  }
}
