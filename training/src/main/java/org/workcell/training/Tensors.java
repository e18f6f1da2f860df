package org.workcell.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Tensors in memory that libtorch has allocated. DJL lends it Java's memory instead, which begins
 * anywhere, and the last bits of sums and products depend on where numbers begin.
 */
final class Tensors {

  private Tensors() {}

  /** A tensor of these values. */
  static NDArray of(NDManager scope, float[] values, Shape shape) {
    try (NDArray lent = scope.create(values, shape)) {
      return lent.duplicate();
    }
  }
}
