package org.workcell.server.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.vector.RowStatus;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.wire.WireTensor;

/** The latest batch of a vector as an answer. */
final class Results {

  private static final String FINAL = "final_";
  private static final Set<String> INSTRUCTION = Set.of("instruction", "instruction_bytes");
  private static final Set<String> FAILURE = Set.of("failure", "failure_bytes");

  private Results() {}

  /** All rows. */
  static Answer of(ServedVector vector) {
    return of(vector, null);
  }

  /**
   * Some rows.
   *
   * @param rows which ones, in the order of the answer; all where null
   */
  static Answer of(ServedVector vector, int[] rows) {
    return new Answer(shown(vector), tensors(vector, rows, true));
  }

  /**
   * As {@link #of(ServedVector, int[])}, for a client that keeps texts: without instructions where
   * no row begins an episode, and without reasons of failures where no row has failed.
   */
  static Answer withoutOldTexts(ServedVector vector, int[] rows) {
    return new Answer(shown(vector), tensors(vector, rows, false));
  }

  private static Map<String, Object> shown(ServedVector vector) {
    return Map.of("shown", vector.shown(), "nanoseconds", vector.callNanoseconds());
  }

  private static List<WireTensor> tensors(ServedVector vector, int[] rows, boolean withOldTexts) {
    if (vector.isShared()) {
      return List.of();
    }
    VectorBatch batch = vector.batch();
    boolean withInstructions = withOldTexts || any(batch, rows, batch::startsEpisode);
    boolean withFailures =
        withOldTexts || any(batch, rows, row -> batch.status(row) == RowStatus.FAILED);
    boolean withFinals = any(batch, rows, batch::hasFinal);
    Optional<PackedRows> packed = vector.results().packed();
    if (packed.isPresent() && rows == null) {
      return packed.get().tensors(batch, withInstructions || withFailures, withFinals);
    }
    Set<String> observed = new HashSet<>(vector.results().names());
    if (!withInstructions) {
      observed.removeAll(INSTRUCTION);
    }
    if (!withFailures) {
      observed.removeAll(FAILURE);
    }
    List<WireTensor> tensors = new ArrayList<>();
    add(tensors, "", batch.rows(), rows, observed);
    if (withFinals) {
      add(tensors, FINAL, batch.finals(), rows, observed);
    }
    return tensors;
  }

  private static boolean any(VectorBatch batch, int[] rows, IntPredicate has) {
    int count = rows == null ? batch.size() : rows.length;
    for (int i = 0; i < count; i++) {
      if (has.test(rows == null ? i : rows[i])) {
        return true;
      }
    }
    return false;
  }

  private static void add(
      List<WireTensor> tensors,
      String prefix,
      BatchStorage storage,
      int[] rows,
      Set<String> observed) {
    for (BatchBlock block : storage.blocks()) {
      if (observed.contains(block.spec().name())) {
        tensors.add(tensor(prefix + block.spec().name(), block, storage.rows(), rows));
      }
    }
  }

  /** All rows of a block, or copies of some. */
  static WireTensor tensor(String name, BatchBlock block, int all, int[] rows) {
    int rowBytes = block.rowBytes();
    ByteBuffer memory = block.memory();
    ByteBuffer data = memory;
    int count = all;
    if (rows != null) {
      count = rows.length;
      data = ByteBuffer.allocate(count * rowBytes);
      for (int i = 0; i < count; i++) {
        data.put(i * rowBytes, memory, rows[i] * rowBytes, rowBytes);
      }
    }
    List<Integer> shape = new ArrayList<>(List.of(count));
    shape.addAll(block.spec().shape());
    return new WireTensor(name, block.spec().type(), shape, data);
  }
}
