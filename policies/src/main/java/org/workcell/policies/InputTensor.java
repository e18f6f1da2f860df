package org.workcell.policies;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;

/**
 * One tensor over blocks of a row: float32, or uint8 for images and bytes. Its memory is ours and
 * is aligned, because matrix products may round differently at other addresses.
 */
final class InputTensor {

  private final List<RowSource> sources;
  private final List<Integer> rowShape;
  private final int width;
  private final boolean bytes;
  private AlignedMemory memory = new AlignedMemory();

  private InputTensor(List<RowSource> sources, List<Integer> rowShape, boolean bytes) {
    this.sources = List.copyOf(sources);
    this.rowShape = List.copyOf(rowShape);
    this.width = rowShape.stream().reduce(1, Math::multiplyExact);
    this.bytes = bytes;
  }

  /** What a network can get of a batch: the observation, then the images. */
  static Stream<BlockSpec> blocks(BatchLayout layout) {
    return Stream.concat(layout.observation().stream(), layout.images().stream());
  }

  /** Blocks side by side. */
  static InputTensor flat(List<RowSource> sources) {
    int width = sources.stream().map(RowSource::spec).mapToInt(BlockSpec::size).sum();
    return new InputTensor(sources, List.of(width), false);
  }

  /** One block in its own shape. */
  static InputTensor shaped(RowSource source) {
    BlockSpec spec = source.spec();
    return new InputTensor(List.of(source), spec.shape(), spec.type() == DataType.UINT8);
  }

  int width() {
    return width;
  }

  String describe(int rows) {
    List<Integer> shape = new ArrayList<>(List.of(rows));
    shape.addAll(rowShape);
    return (bytes ? "uint8" : "float32") + shape;
  }

  NDArray read(
      NDManager scope,
      BatchStorage batch,
      int[] environments,
      int firstRow,
      int rows,
      int paddedRows) {
    int elementBytes = bytes ? 1 : Float.BYTES;
    ByteBuffer target = memory.cleared(paddedRows * width * elementBytes);
    int at = 0;
    for (int row = firstRow; row < firstRow + rows; row++) {
      int environment = environments == null ? RowSource.NOBODY : environments[row];
      for (RowSource source : sources) {
        at = copy(source, batch, row, environment, target, at);
      }
    }
    long[] shape = new long[rowShape.size() + 1];
    shape[0] = paddedRows;
    for (int i = 0; i < rowShape.size(); i++) {
      shape[i + 1] = rowShape.get(i);
    }
    return scope.create(
        target,
        new Shape(shape),
        bytes ? ai.djl.ndarray.types.DataType.UINT8 : ai.djl.ndarray.types.DataType.FLOAT32);
  }

  private int copy(
      RowSource source, BatchStorage batch, int row, int environment, ByteBuffer target, int at) {
    if (bytes && source instanceof RowSource.OfBatch images) {
      BatchBlock block = images.block(batch);
      target.put(at, block.memory(), row * block.rowBytes(), block.rowBytes());
      return at + block.rowBytes();
    }
    int elements = source.spec().size();
    int elementBytes = bytes ? 1 : Float.BYTES;
    for (int i = 0; i < elements; i++) {
      double value = source.get(batch, row, environment, i);
      if (bytes) {
        target.put(at + i, (byte) (int) value);
      } else {
        target.putFloat(at + i * Float.BYTES, (float) value);
      }
    }
    return at + elements * elementBytes;
  }
}
