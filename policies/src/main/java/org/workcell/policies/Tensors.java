package org.workcell.policies;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Numbers in memory that libtorch has allocated. DJL lends it Java's memory instead, both in {@code
 * create} and in {@code set}. That begins anywhere, and the last bits of sums and products depend
 * on where numbers begin, so results would differ from one process to the next.
 */
public final class Tensors {

  private Tensors() {}

  /** A tensor of these values. */
  public static NDArray of(NDManager scope, float[] values, Shape shape) {
    try (NDArray lent = scope.create(values, shape)) {
      return lent.duplicate();
    }
  }

  /**
   * A tensor times a number, in losses and in what they consist of. DJL's own {@code mul} closes
   * the number once it is multiplied; its memory is Java's then, and may be in other use when the
   * backward pass reads it.
   */
  public static NDArray scaled(NDArray tensor, double factor) {
    try (NDArray number = scalar(tensor.getManager(), factor)) {
      return tensor.mul(number);
    }
  }

  /** A tensor cut to a range, likewise. */
  public static NDArray clipped(NDArray tensor, double lowest, double highest) {
    try (NDArray low = scalar(tensor.getManager(), lowest);
        NDArray high = scalar(tensor.getManager(), highest)) {
      return tensor.maximum(low).minimum(high);
    }
  }

  private static NDArray scalar(NDManager scope, double value) {
    return of(scope, new float[] {(float) value}, new Shape());
  }

  /** Replaces the values of a tensor of float32, which keeps its memory. */
  public static void write(NDArray target, float[] values) {
    try (NDArray lent = target.getManager().create(values, target.getShape())) {
      lent.copyTo(target);
    }
  }
}
