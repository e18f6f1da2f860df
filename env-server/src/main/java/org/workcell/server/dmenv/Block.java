package org.workcell.server.dmenv;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.workcell.server.dmenv.v1.DataType;
import org.workcell.server.dmenv.v1.Tensor;
import org.workcell.server.dmenv.v1.TensorSpec;

/**
 * An array of an environment, as a session describes it.
 *
 * @param low lower bounds, one for each element; infinite where there is none
 */
record Block(
    String name,
    org.workcell.sim.batch.DataType type,
    List<Integer> shape,
    double[] low,
    double[] high) {

  static Block of(JsonNode json) {
    List<Integer> shape =
        StreamSupport.stream(json.get("shape").spliterator(), false)
            .map(JsonNode::intValue)
            .toList();
    int elements = shape.stream().reduce(1, Math::multiplyExact);
    return new Block(
        json.get("name").textValue(),
        org.workcell.sim.batch.DataType.find(json.get("dtype").textValue()).orElseThrow(),
        shape,
        bounds(json.get("low"), elements, Double.NEGATIVE_INFINITY),
        bounds(json.get("high"), elements, Double.POSITIVE_INFINITY));
  }

  /** A block without bounds. */
  static Block unbounded(String name, org.workcell.sim.batch.DataType type, List<Integer> shape) {
    double[] low = new double[shape.stream().reduce(1, Math::multiplyExact)];
    double[] high = low.clone();
    Arrays.fill(low, Double.NEGATIVE_INFINITY);
    Arrays.fill(high, Double.POSITIVE_INFINITY);
    return new Block(name, type, shape, low, high);
  }

  private static double[] bounds(JsonNode json, int elements, double none) {
    double[] bounds = new double[elements];
    for (int i = 0; i < elements; i++) {
      JsonNode bound = json != null && json.isArray() ? json.get(i) : json;
      bounds[i] = bound == null || bound.isNull() ? none : bound.doubleValue();
    }
    return bounds;
  }

  /** Name, type and shape are the same; bounds may differ. */
  boolean isLike(Block other) {
    return name.equals(other.name) && type == other.type && shape.equals(other.shape);
  }

  boolean hasBoundsOf(Block other) {
    return Arrays.equals(low, other.low) && Arrays.equals(high, other.high);
  }

  /** This block with bounds that hold for another of its kind, too. */
  Block widened(Block other) {
    double[] lower = low.clone();
    double[] upper = high.clone();
    for (int i = 0; i < lower.length; i++) {
      lower[i] = Math.min(low[i], other.low[i]);
      upper[i] = Math.max(high[i], other.high[i]);
    }
    return new Block(name, type, shape, lower, upper);
  }

  /** This block of so many environments at once; for a single one where {@code rows} is 0. */
  Block ofRows(int rows) {
    if (rows == 0) {
      return this;
    }
    List<Integer> all = new ArrayList<>(List.of(rows));
    all.addAll(shape);
    return new Block(name, type, all, repeated(low, rows), repeated(high, rows));
  }

  private static double[] repeated(double[] row, int rows) {
    double[] all = new double[row.length * rows];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(row, 0, all, i * row.length, row.length);
    }
    return all;
  }

  int elements() {
    return low.length;
  }

  /** The type in dm_env_rpc. */
  static DataType wireType(org.workcell.sim.batch.DataType type) {
    return switch (type) {
      case FLOAT64 -> DataType.DOUBLE;
      case FLOAT32 -> DataType.FLOAT;
      case INT64 -> DataType.INT64;
      case INT32 -> DataType.INT32;
      case UINT8 -> DataType.UINT8;
    };
  }

  /** The spec, with bounds for the types that have a point. */
  TensorSpec spec() {
    TensorSpec.Builder spec =
        TensorSpec.newBuilder().setName(name).setDtype(wireType(type)).addAllShape(shape);
    if (isReal() && Arrays.stream(low).anyMatch(Double::isFinite)) {
      spec.setMin(value(low));
    }
    if (isReal() && Arrays.stream(high).anyMatch(Double::isFinite)) {
      spec.setMax(value(high));
    }
    return spec.build();
  }

  boolean isReal() {
    return type == org.workcell.sim.batch.DataType.FLOAT64
        || type == org.workcell.sim.batch.DataType.FLOAT32;
  }

  private TensorSpec.Value value(double[] bounds) {
    boolean alike = Arrays.stream(bounds).allMatch(bound -> bound == bounds[0]);
    int count = alike ? 1 : bounds.length;
    if (type == org.workcell.sim.batch.DataType.FLOAT64) {
      Tensor.DoubleArray.Builder doubles = Tensor.DoubleArray.newBuilder();
      for (int i = 0; i < count; i++) {
        doubles.addArray(bounds[i]);
      }
      return TensorSpec.Value.newBuilder().setDoubles(doubles).build();
    }
    Tensor.FloatArray.Builder floats = Tensor.FloatArray.newBuilder();
    for (int i = 0; i < count; i++) {
      floats.addArray((float) bounds[i]);
    }
    return TensorSpec.Value.newBuilder().setFloats(floats).build();
  }
}
