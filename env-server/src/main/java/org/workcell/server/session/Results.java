package org.workcell.server.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.wire.WireTensor;

/** The latest batch of a vector as an answer. */
final class Results {

  private static final String FINAL = "final_";

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
    Map<String, Object> shown =
        Map.of("shown", vector.shown(), "nanoseconds", vector.callNanoseconds());
    return new Answer(shown, vector.isShared() ? List.of() : tensors(vector, rows));
  }

  static List<WireTensor> tensors(ServedVector vector, int[] rows) {
    VectorBatch batch = vector.batch();
    List<WireTensor> tensors = new ArrayList<>();
    add(tensors, "", batch.rows(), rows, vector.observed());
    if (hasFinals(batch, rows)) {
      add(tensors, FINAL, batch.finals(), rows, vector.observed());
    }
    return tensors;
  }

  private static boolean hasFinals(VectorBatch batch, int[] rows) {
    int count = rows == null ? batch.size() : rows.length;
    for (int i = 0; i < count; i++) {
      if (batch.hasFinal(rows == null ? i : rows[i])) {
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
