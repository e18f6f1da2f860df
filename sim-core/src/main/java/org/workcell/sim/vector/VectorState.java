package org.workcell.sim.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.RowMetadata;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * The bytes of a whole vector: magic number, version, checksum of the rest, what must agree between
 * the vector that was saved and the one that goes on, the state of each row, and what the two
 * batches show.
 *
 * @param rows the state of each row
 * @param latest what the latest batch shows, with its images
 * @param latestFinals last results beside it; null where the vector keeps none
 * @param before what the batch before shows, without images
 * @param beforeFinals last results beside it
 */
record VectorState(
    List<RowState> rows,
    BatchStorage latest,
    BatchStorage latestFinals,
    BatchStorage before,
    BatchStorage beforeFinals) {

  private static final int MAGIC = 0x57435653;
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 3 * Integer.BYTES;

  /** The bytes of this state. */
  byte[] toBytes(String identity) {
    StateWriter writer = new StateWriter();
    writer.putInt(MAGIC);
    writer.putInt(VERSION);
    writer.putInt(0);
    writer.putString(identity);
    rows.forEach(row -> row.write(writer));
    write(writer, latest, true);
    write(writer, latestFinals, true);
    write(writer, before, false);
    write(writer, beforeFinals, false);
    byte[] bytes = writer.toBytes();
    StateWriter.overwriteInt(bytes, HEADER_BYTES - Integer.BYTES, checksum(bytes));
    return bytes;
  }

  private static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
    return (int) checksum.getValue();
  }

  private static void write(StateWriter writer, BatchStorage storage, boolean withImages) {
    if (storage == null) {
      return;
    }
    for (BatchBlock block : storage.blocks()) {
      if (withImages || !storage.isImage(block)) {
        byte[] bytes = new byte[block.memory().capacity()];
        block.memory().get(bytes);
        writer.putBytes(bytes);
      }
    }
  }

  /**
   * Reads a state for a vector and checks all of it but the snapshots.
   *
   * @param like shows which tasks, rows and blocks the vector has
   * @throws IllegalArgumentException if the bytes are none of such a vector
   */
  static VectorState read(byte[] bytes, String identity, VectorMembers members, VectorBatch like) {
    StateReader reader = new StateReader(bytes);
    if (reader.getInt() != MAGIC) {
      throw new IllegalArgumentException("these bytes are not the saved state of a vector");
    }
    int version = reader.getInt();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "the saved state has version %d of the format, but this program reads version %d"
              .formatted(version, VERSION));
    }
    if (reader.getInt() != checksum(bytes)) {
      throw new IllegalArgumentException(
          "the saved state is damaged: its checksum does not match; use another one");
    }
    String found = reader.getString();
    if (!found.equals(identity)) {
      throw new IllegalArgumentException(
          "the saved state is of another vector: [%s], but this one has [%s]; open one with the same tasks, number of environments, autoreset and images"
              .formatted(found, identity));
    }
    List<RowState> rows = new ArrayList<>();
    for (int row = 0; row < like.size(); row++) {
      rows.add(RowState.read(reader, members));
    }
    BatchStorage finals = like.finalsOrNull();
    VectorState state =
        new VectorState(
            rows,
            storage(reader, like.rows(), true),
            storage(reader, finals, true),
            storage(reader, like.rows(), false),
            storage(reader, finals, false));
    reader.requireEnd();
    state.requirePossible(members);
    return state;
  }

  private static BatchStorage storage(StateReader reader, BatchStorage like, boolean withImages) {
    if (like == null) {
      return null;
    }
    BatchStorage storage = BatchStorage.allocate(like.layout(), like.rows());
    for (BatchBlock block : storage.blocks()) {
      if (withImages || !storage.isImage(block)) {
        byte[] bytes = reader.getBytes();
        if (bytes.length != block.memory().capacity()) {
          throw new IllegalArgumentException(
              "the saved state has a block '%s' of another size".formatted(block.spec().name()));
        }
        block.memory().put(bytes);
      }
    }
    return storage;
  }

  /** What rows say of themselves must be something that rows can say. */
  private void requirePossible(VectorMembers members) {
    for (BatchStorage storage : new BatchStorage[] {latest, latestFinals, before, beforeFinals}) {
      if (storage == null) {
        continue;
      }
      RowMetadata metadata = storage.metadata();
      boolean possible = true;
      for (int row = 0; row < storage.rows(); row++) {
        int task = metadata.task(row);
        possible &=
            metadata.status(row) < RowStatus.values().length
                && (latestFinals != null || !metadata.hasFinal(row))
                && metadata.hasPossibleTexts(row)
                && task >= 0
                && task < members.ids().size()
                && metadata.variation(row) >= 0
                && metadata.variation(row) < members.task(task).variations().size();
        possible &=
            storage == latestFinals || storage == beforeFinals || metadata.environment(row) == row;
      }
      if (!possible) {
        throw new IllegalArgumentException("the saved state has rows that show the impossible");
      }
    }
  }
}
