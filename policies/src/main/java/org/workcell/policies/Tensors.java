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

  /** Replaces the values of a tensor of float32, which keeps its memory. */
  public static void write(NDArray target, float[] values) {
    try (NDArray lent = target.getManager().create(values, target.getShape())) {
      lent.copyTo(target);
    }
  }
}
