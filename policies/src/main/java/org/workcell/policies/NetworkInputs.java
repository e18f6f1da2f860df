package org.workcell.policies;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.policy.Episode;

/**
 * The tensors that a network gets of a batch: one of all blocks side by side, or one for each named
 * block. One thread at a time.
 */
final class NetworkInputs {

  /** The name of the block of images. */
  static final String IMAGES = "images";

  private final List<RowSource> sources;
  private final List<InputTensor> tensors;

  private NetworkInputs(List<RowSource> sources, List<InputTensor> tensors) {
    this.sources = List.copyOf(sources);
    this.tensors = List.copyOf(tensors);
  }

  /** One tensor {@code [rows, elements]} of these blocks, side by side. */
  static NetworkInputs concatenated(BatchLayout layout, InputBlocks blocks) {
    List<RowSource> sources = sources(layout, blocks);
    return new NetworkInputs(sources, List.of(InputTensor.flat(sources)));
  }

  /** One tensor {@code [rows, ...shape]} for each of these blocks, in this order. */
  static NetworkInputs named(BatchLayout layout, InputBlocks blocks) {
    List<RowSource> sources = sources(layout, blocks);
    return new NetworkInputs(sources, sources.stream().map(InputTensor::shaped).toList());
  }

  /**
   * Where blocks come from.
   *
   * @throws IllegalArgumentException if one does not exist
   */
  static List<RowSource> sources(BatchLayout layout, InputBlocks blocks) {
    List<BlockSpec> known = InputTensor.blocks(layout).toList();
    List<String> names = known.stream().map(BlockSpec::name).toList();
    List<RowSource> sources = new ArrayList<>();
    for (String block : blocks.names()) {
      int index = names.indexOf(block);
      sources.add(
          index >= 0
              ? new RowSource.OfBatch(index, known.get(index))
              : EpisodeSource.named(block, blocks)
                  .orElseThrow(() -> new IllegalArgumentException(unknown(block, names))));
    }
    return sources;
  }

  private static String unknown(String block, List<String> known) {
    String advice = block.equals(IMAGES) ? "; say which images, with --cameras" : "";
    return "the network needs a block '%s', the task observes %s%s".formatted(block, known, advice);
  }

  /** The shapes for so many rows, for error messages. */
  List<String> describe(int rows) {
    return tensors.stream().map(tensor -> tensor.describe(rows)).toList();
  }

  /** Elements of a row of the first tensor. */
  int width() {
    return tensors.get(0).width();
  }

  /** A new episode begins in an environment. */
  void start(int environment, Episode episode) {
    sources.forEach(source -> source.start(environment, episode));
  }

  /** Reads the rows of a trial, whose episodes nobody knows. */
  NDList read(NDManager scope, BatchStorage batch, int rows) {
    return read(scope, batch, null, 0, rows, rows);
  }

  /**
   * Reads rows of a batch; the rest of {@code paddedRows} is zero.
   *
   * @param environments the environment of each row of the batch; null in a trial
   */
  NDList read(
      NDManager scope,
      BatchStorage batch,
      int[] environments,
      int firstRow,
      int rows,
      int paddedRows) {
    NDList list = new NDList(tensors.size() + 1);
    for (InputTensor tensor : tensors) {
      list.add(tensor.read(scope, batch, environments, firstRow, rows, paddedRows));
    }
    return list;
  }
}
