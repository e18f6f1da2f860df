package org.workcell.server.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchDescriptor;
import org.workcell.sim.batch.BatchDescriptor.Block;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockRole;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.batch.SegmentDescriptor;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.wire.WireTensor;

/**
 * Results of all rows of a vector as one tensor of bytes, which a client copies into a batch of its
 * own at once. Its batches have the blocks that callers write, then those that the client observes,
 * then texts, which rarely change and are left out where they have not. Used by the session's
 * thread.
 */
final class PackedRows {

  private static final String ROWS = "rows";
  private static final String FINAL_ROWS = "final_rows";
  private static final List<String> TEXTS =
      List.of("instruction_bytes", "instruction", "failure_bytes", "failure");
  private static final int BATCHES = 2;

  private final SegmentDescriptor layout;
  private final int[] blocks;
  private final int[] offsets;

  /** Of the blocks, those before the texts. */
  private final int untilTexts;

  private final int bytes;
  private final int bytesUntilTexts;

  /** On the heap, because a message takes an array over without a copy in between. */
  private final byte[] rows;

  private final byte[] finals;

  /**
   * Lays results out.
   *
   * @param vector the batches that they are taken from
   * @param observed names of the blocks that the client reads
   */
  PackedRows(SegmentDescriptor vector, Set<String> observed) {
    List<Block> all = vector.batch().blocks();
    List<Block> written = all.stream().filter(block -> block.role() == BlockRole.ACTION).toList();
    List<Block> read =
        all.stream()
            .filter(block -> observed.contains(block.name()) && block.role() != BlockRole.ACTION)
            .toList();
    List<Block> texts =
        TEXTS.stream()
            .flatMap(name -> read.stream().filter(each -> each.name().equals(name)))
            .toList();
    List<Block> others = read.stream().filter(block -> !texts.contains(block)).toList();
    BatchDescriptor batch =
        laidOut(
            vector.batch().rows(),
            Stream.of(written, others, texts).flatMap(List::stream).toList());
    layout = new SegmentDescriptor(batch, BATCHES, vector.finals());
    int first = written.size();
    int count = others.size() + texts.size();
    untilTexts = others.size();
    int start = start(batch, first);
    blocks = new int[count];
    offsets = new int[count];
    for (int i = 0; i < count; i++) {
      Block block = batch.blocks().get(first + i);
      blocks[i] = place(all, block.name());
      offsets[i] = (int) block.offset() - start;
    }
    bytes = (int) batch.bytes() - start;
    bytesUntilTexts = start(batch, first + untilTexts) - start;
    rows = new byte[bytes];
    finals = layout.finals() ? new byte[bytes] : null;
  }

  /** Where block {@code index} starts, or the batch ends. */
  private static int start(BatchDescriptor batch, int index) {
    return (int)
        (index < batch.blocks().size() ? batch.blocks().get(index).offset() : batch.bytes());
  }

  private static int place(List<Block> blocks, String name) {
    int place = 0;
    while (!blocks.get(place).name().equals(name)) {
      place++;
    }
    return place;
  }

  private static BatchDescriptor laidOut(int rows, List<Block> blocks) {
    List<Block> placed = new ArrayList<>();
    long offset = 0;
    for (Block block : blocks) {
      placed.add(
          new Block(
              block.name(),
              block.role(),
              block.type(),
              block.shape(),
              offset,
              block.rowBytes(),
              block.columns()));
      offset = nextLine(offset + rows * block.rowBytes());
    }
    return new BatchDescriptor(BatchDescriptor.VERSION, rows, offset, placed);
  }

  private static long nextLine(long offset) {
    long line = BatchDescriptor.LINE_BYTES;
    return (offset + line - 1) / line * line;
  }

  /** What results of all rows have in bytes, last results of episodes beside them. */
  static long answerBytes(SegmentDescriptor vector, Set<String> observed) {
    long bytes = 0;
    for (Block block : vector.batch().blocks()) {
      if (observed.contains(block.name()) && block.role() != BlockRole.ACTION) {
        bytes += nextLine(vector.batch().rows() * block.rowBytes());
      }
    }
    return vector.finals() ? 2 * bytes : bytes;
  }

  /** How the client lays out its batches. */
  SegmentDescriptor layout() {
    return layout;
  }

  /**
   * The results that a batch shows. The tensors hold until the next call.
   *
   * @param batch of the vector
   * @param withTexts whether texts come
   * @param withFinals whether last results of episodes come
   */
  List<WireTensor> tensors(VectorBatch batch, boolean withTexts, boolean withFinals) {
    WireTensor shown = tensor(ROWS, batch.rows(), rows, withTexts);
    return withFinals
        ? List.of(shown, tensor(FINAL_ROWS, batch.finals(), finals, withTexts))
        : List.of(shown);
  }

  private WireTensor tensor(String name, BatchStorage storage, byte[] target, boolean withTexts) {
    List<BatchBlock> from = storage.blocks();
    int count = withTexts ? blocks.length : untilTexts;
    for (int i = 0; i < count; i++) {
      from.get(blocks[i]).copyTo(target, offsets[i]);
    }
    int size = withTexts ? bytes : bytesUntilTexts;
    return new WireTensor(name, DataType.UINT8, List.of(size), ByteBuffer.wrap(target, 0, size));
  }
}
