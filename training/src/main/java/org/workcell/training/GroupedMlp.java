package org.workcell.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import org.workcell.policies.Tensors;
import org.workcell.sim.random.RandomStream;

/**
 * Perceptrons of one shape that share no weights, computed side by side: {@code [groups, rows,
 * inputs]} to {@code [groups, rows, outputs]}. The activation stands after all layers but the last.
 */
final class GroupedMlp extends AbstractBlock {

  private final RegressionShape shape;
  private final Parameter[] weights;
  private final Parameter[] biases;

  /** Perceptrons with weights from a stream; the last layer begins small. */
  GroupedMlp(RegressionShape shape, NDManager manager, RandomStream random) {
    this.shape = shape;
    this.weights = new Parameter[shape.layers()];
    this.biases = new Parameter[shape.layers()];
    for (int layer = 0; layer < weights.length; layer++) {
      weights[layer] =
          parameter("weight" + layer, new Shape(shape.groups(), shape.in(layer), shape.out(layer)));
      biases[layer] =
          parameter("bias" + layer, new Shape((long) shape.groups() * shape.out(layer)));
    }
    initialize(manager, DataType.FLOAT32, new Shape(shape.groups(), 1, shape.in(0)));
    for (int layer = 0; layer < weights.length; layer++) {
      boolean last = layer == weights.length - 1;
      double deviation = (last ? 0.1 : 1) / Math.sqrt(shape.in(layer));
      NDArray array = weights[layer].getArray();
      float[] values = new float[Math.toIntExact(array.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (deviation * random.nextGaussian());
      }
      Tensors.write(array, values);
    }
  }

  private Parameter parameter(String name, Shape size) {
    return addParameter(
        Parameter.builder()
            .setName(name)
            .setType(Parameter.Type.OTHER)
            .optShape(size)
            .optInitializer(Initializer.ZEROS)
            .build());
  }

  NDArray forward(NDArray inputs) {
    NDArray x = inputs;
    for (int layer = 0; layer < weights.length; layer++) {
      NDArray bias =
          biases[layer].getArray().reshape(new Shape(shape.groups(), 1, shape.out(layer)));
      x = x.batchMatMul(weights[layer].getArray()).add(bias);
      if (layer < weights.length - 1) {
        x = ai.djl.nn.Activation.tanh(x);
      }
    }
    return x;
  }

  /** Weights of a layer, [group][input][output]. */
  float[] weights(int layer) {
    return weights[layer].getArray().toFloatArray();
  }

  /** Biases of a layer, [group][output]. */
  float[] biases(int layer) {
    return biases[layer].getArray().toFloatArray();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(forward(inputs.singletonOrThrow()));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(shape.groups(), inputs[0].get(1), shape.outputs())};
  }
}
