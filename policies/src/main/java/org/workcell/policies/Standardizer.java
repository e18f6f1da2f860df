package org.workcell.policies;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;

/**
 * The first layer of every {@link Mlp}: {@code (x - mean) / deviation}, cut to -10..10. Changes
 * little until it is fitted; its numbers belong to the weights, but no gradient moves them.
 */
public final class Standardizer extends AbstractBlock {

  static final double BOUND = 10;
  private static final double LEAST_DEVIATION = 1e-3;

  private final Parameter mean;
  private final Parameter deviation;

  Standardizer(int size) {
    mean = addParameter(parameter("mean", size, Initializer.ZEROS));
    deviation = addParameter(parameter("deviation", size, Initializer.ONES));
  }

  private static Parameter parameter(String name, int size, Initializer initializer) {
    return Parameter.builder()
        .setName(name)
        .setType(Parameter.Type.OTHER)
        .optShape(new Shape(size))
        .optInitializer(initializer)
        .optRequiresGrad(false)
        .build();
  }

  /**
   * Makes every such layer of a network expect inputs like these. Elements that never change are
   * shifted and not scaled.
   *
   * @param rows inputs, [row][element]
   */
  public static void fit(Block network, float[] rows) {
    if (network instanceof Standardizer layer) {
      layer.fit(rows);
    }
    network.getChildren().values().forEach(child -> fit(child, rows));
  }

  private void fit(float[] rows) {
    int size = Math.toIntExact(mean.getShape().size());
    int count = rows.length / size;
    if (count < 1 || rows.length % size != 0) {
      throw new IllegalArgumentException(
          "%d numbers are no rows of %d elements".formatted(rows.length, size));
    }
    float[] means = new float[size];
    float[] deviations = new float[size];
    for (int i = 0; i < size; i++) {
      double sum = 0;
      double squares = 0;
      for (int row = 0; row < count; row++) {
        sum += rows[row * size + i];
      }
      for (int row = 0; row < count; row++) {
        squares += Math.pow(rows[row * size + i] - sum / count, 2);
      }
      double spread = Math.sqrt(squares / count);
      means[i] = (float) (sum / count);
      deviations[i] = spread < LEAST_DEVIATION ? 1 : (float) spread;
    }
    set(means, deviations);
  }

  /**
   * Makes every such layer of a network expect inputs of these means and deviations, for example
   * running ones. Deviations below 0.001 count as 1.
   *
   * @param means of each element
   * @param deviations of each element
   */
  public static void set(Block network, double[] means, double[] deviations) {
    if (network instanceof Standardizer layer) {
      int size = Math.toIntExact(layer.mean.getShape().size());
      if (means.length != size || deviations.length != size) {
        throw new IllegalArgumentException(
            "%d means and %d deviations do not fit rows of %d elements"
                .formatted(means.length, deviations.length, size));
      }
      float[] shift = new float[size];
      float[] scale = new float[size];
      for (int i = 0; i < size; i++) {
        shift[i] = (float) means[i];
        scale[i] = deviations[i] < LEAST_DEVIATION ? 1 : (float) deviations[i];
      }
      layer.set(shift, scale);
    }
    network.getChildren().values().forEach(child -> set(child, means, deviations));
  }

  private void set(float[] means, float[] deviations) {
    Tensors.write(mean.getArray(), means);
    Tensors.write(deviation.getArray(), deviations);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray x = inputs.singletonOrThrow();
    NDArray shift = store.getValue(mean, x.getDevice(), training);
    NDArray scale = store.getValue(deviation, x.getDevice(), training);
    return new NDList(x.sub(shift).div(scale).clip(-BOUND, BOUND));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return inputs;
  }
}
