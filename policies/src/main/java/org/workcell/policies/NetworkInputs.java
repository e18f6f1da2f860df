package org.workcell.policies;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;

/**
 * The tensors that a network gets of a batch: one of all blocks side by side, or one for each named
 * block. One thread at a time.
 */
final class NetworkInputs {

  /** The name of the block of pictures. */
  static final String IMAGES = "images";

  private final List<InputTensor> tensors;

  private NetworkInputs(List<InputTensor> tensors) {
    this.tensors = List.copyOf(tensors);
  }

  /** One tensor {@code [rows, elements]} of all blocks but images, in the layout's order. */
  static NetworkInputs concatenated(BatchLayout layout) {
    List<Integer> blocks =
        IntStream.range(0, layout.observation().size())
            .filter(i -> layout.observation().get(i).type() != DataType.UINT8)
            .boxed()
            .toList();
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException(
          "the observation has only images, %s; name them as inputs of the network"
              .formatted(names(layout)));
    }
    return new NetworkInputs(List.of(InputTensor.flat(layout, blocks)));
  }

  /** Elements of a row of the tensor of {@link #concatenated}. */
  static int concatenatedSize(BatchLayout layout) {
    return layout.observation().stream()
        .filter(block -> block.type() != DataType.UINT8)
        .mapToInt(BlockSpec::size)
        .sum();
  }

  /** One tensor {@code [rows, ...shape]} for each of these blocks, in this order. */
  static NetworkInputs named(BatchLayout layout, List<String> blocks) {
    List<String> known = names(layout);
    List<InputTensor> tensors = new ArrayList<>();
    for (String block : blocks) {
      if (!known.contains(block)) {
        String advice = block.equals(IMAGES) ? "; say which pictures, with --cameras" : "";
        throw new IllegalArgumentException(
            "the network wants a block '%s', the task observes %s%s"
                .formatted(block, known, advice));
      }
      tensors.add(InputTensor.shaped(layout, known.indexOf(block)));
    }
    return new NetworkInputs(tensors);
  }

  private static List<String> names(BatchLayout layout) {
    return InputTensor.blocks(layout).map(BlockSpec::name).toList();
  }

  /** The shapes for so many rows, for error messages. */
  List<String> describe(int rows) {
    return tensors.stream().map(tensor -> tensor.describe(rows)).toList();
  }

  /** Elements of a row of the first tensor. */
  int width() {
    return tensors.get(0).width();
  }

  /** Reads rows of a batch; the rest of {@code paddedRows} is zero. */
  NDList read(NDManager scope, BatchStorage batch, int firstRow, int rows, int paddedRows) {
    NDList list = new NDList(tensors.size() + 1);
    for (InputTensor tensor : tensors) {
      list.add(tensor.read(scope, batch, firstRow, rows, paddedRows));
    }
    return list;
  }
}
