package org.workcell.policies;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import org.workcell.sim.random.RandomStream;

/**
 * Normal weights of deviation {@code gain / sqrt(inputs)} from a stream of ours: libtorch's own
 * generator is one for the whole process.
 */
final class StreamInitializer implements Initializer {

  private final RandomStream random;
  private final double gain;

  StreamInitializer(RandomStream random, double gain) {
    this.random = random;
    this.gain = gain;
  }

  @Override
  public NDArray initialize(NDManager manager, Shape shape, DataType type) {
    float[] values = new float[Math.toIntExact(shape.size())];
    double deviation = gain / Math.sqrt(shape.get(shape.dimension() - 1));
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return Tensors.of(manager, values, shape).toType(type, false);
  }
}
