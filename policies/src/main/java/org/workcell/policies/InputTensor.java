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
 * One tensor over observation blocks: float32, or uint8 for images. Its memory is ours and is
 * aligned, because matrix products may round differently at other addresses.
 */
final class InputTensor {

  private final List<Integer> blocks;
  private final List<Integer> rowShape;
  private final int width;
  private final boolean image;
  private AlignedMemory memory = new AlignedMemory();

  private InputTensor(List<Integer> blocks, List<Integer> rowShape, boolean image) {
    this.blocks = List.copyOf(blocks);
    this.rowShape = List.copyOf(rowShape);
    this.width = rowShape.stream().reduce(1, Math::multiplyExact);
    this.image = image;
  }

  /** What a network can get: the observation, then the pictures. */
  static Stream<BlockSpec> blocks(BatchLayout layout) {
    return Stream.concat(layout.observation().stream(), layout.images().stream());
  }

  private static BatchBlock block(BatchStorage batch, int index) {
    return index < batch.observationCount()
        ? batch.observation(index)
        : batch.image(index - batch.observationCount());
  }

  static InputTensor flat(BatchLayout layout, List<Integer> blocks) {
    int width = blocks.stream().mapToInt(i -> layout.observation().get(i).size()).sum();
    return new InputTensor(blocks, List.of(width), false);
  }

  static InputTensor shaped(BatchLayout layout, int block) {
    BlockSpec spec = blocks(layout).toList().get(block);
    return new InputTensor(List.of(block), spec.shape(), spec.type() == DataType.UINT8);
  }

  int width() {
    return width;
  }

  String describe(int rows) {
    List<Integer> shape = new ArrayList<>(List.of(rows));
    shape.addAll(rowShape);
    return (image ? "uint8" : "float32") + shape;
  }

  NDArray read(NDManager scope, BatchStorage batch, int firstRow, int rows, int paddedRows) {
    int elementBytes = image ? 1 : Float.BYTES;
    ByteBuffer bytes = memory.cleared(paddedRows * width * elementBytes);
    int at = 0;
    for (int row = firstRow; row < firstRow + rows; row++) {
      for (int block : blocks) {
        at = copy(block(batch, block), row, bytes, at);
      }
    }
    long[] shape = new long[rowShape.size() + 1];
    shape[0] = paddedRows;
    for (int i = 0; i < rowShape.size(); i++) {
      shape[i + 1] = rowShape.get(i);
    }
    return scope.create(
        bytes,
        new Shape(shape),
        image ? ai.djl.ndarray.types.DataType.UINT8 : ai.djl.ndarray.types.DataType.FLOAT32);
  }

  private int copy(BatchBlock block, int row, ByteBuffer target, int start) {
    if (image) {
      target.put(start, block.memory(), row * block.rowBytes(), block.rowBytes());
      return start + block.rowBytes();
    }
    int elements = block.spec().size();
    for (int i = 0; i < elements; i++) {
      target.putFloat(start + i * Float.BYTES, (float) block.get(row, i));
    }
    return start + elements * Float.BYTES;
  }
}
