package org.workcell.server.client;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchDescriptor;
import org.workcell.sim.batch.BatchDescriptor.Block;
import org.workcell.sim.batch.BatchMemory;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.RowMetadata;
import org.workcell.sim.batch.SegmentDescriptor;
import org.workcell.sim.vector.RemoteBatches;
import org.workcell.sim.wire.WireMessage;
import org.workcell.sim.wire.WireTensor;

/**
 * The link of a transport without shared memory: actions go as tensors of calls, and results come
 * as tensors of answers, which are copied into memory of this process.
 */
public final class TensorLink implements VectorLink {

  private static final String FINAL = "final_";
  private static final List<String> WITHOUT_PART =
      List.of("row_status", "has_final", "starts_episode", "failure_bytes");

  private final Connection connection;
  private final OpenedVector opened;
  private final Map<Long, ByteBuffer> regions = new HashMap<>();
  private final RemoteBatches batches;

  /** Memory for the batches of a vector whose calls go over a connection. */
  public TensorLink(Connection connection, OpenedVector opened) {
    this.connection = connection;
    this.opened = opened;
    this.batches = opened.batchesOver(this::region);
    nameRows();
  }

  /** Before the first results rows say what they are of, as the server's do. */
  private void nameRows() {
    RowMetadata rows = batches.current().rows().metadata();
    for (int row = 0; row < opened.count(); row++) {
      rows.writeEpisode(row, row, row % opened.specs().size(), 0, 0);
    }
  }

  private ByteBuffer region(SegmentDescriptor segment, long offset, int bytes) {
    ByteBuffer region = BatchMemory.allocated().region(segment, offset, bytes);
    regions.put(offset, region);
    return region;
  }

  @Override
  public RemoteBatches batches() {
    return batches;
  }

  @Override
  public void startStep() {
    connection.send(stepCall(null));
  }

  @Override
  public void finishStep() {
    take(Answers.requireDone(connection.receive()), null);
  }

  @Override
  public void step(int[] environments) {
    call(stepCall(environments), environments);
  }

  @Override
  public WireMessage call(WireMessage call, int[] environments) {
    WireMessage answer = connection.call(call);
    take(answer, environments);
    return answer;
  }

  private WireMessage stepCall(int[] environments) {
    BatchStorage rows = batches.current().rows();
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("call", "step");
    arguments.put("vector", opened.vector());
    if (environments != null) {
      arguments.put("environments", environments);
    }
    List<BatchBlock> blocks = new ArrayList<>(List.of(rows.action()));
    if (somebodyTakesOver(rows.actor())) {
      blocks.addAll(List.of(rows.intervention(), rows.actor()));
    }
    WireTensor[] tensors =
        blocks.stream().map(block -> tensor(block, environments)).toArray(WireTensor[]::new);
    WireMessage call = Answers.call(arguments, tensors);
    if (blocks.size() > 1) {
      returnToPolicy(rows.actor(), environments);
    }
    return call;
  }

  /** A step sets the actor back, as in a vector of this process; the call keeps a copy. */
  private static void returnToPolicy(BatchBlock actor, int[] environments) {
    int count = environments == null ? actor.memory().capacity() : environments.length;
    for (int i = 0; i < count; i++) {
      actor.clearRow(environments == null ? i : environments[i]);
    }
  }

  private static boolean somebodyTakesOver(BatchBlock actor) {
    ByteBuffer numbers = actor.memory();
    boolean any = false;
    while (numbers.hasRemaining()) {
      any |= numbers.get() != 0;
    }
    return any;
  }

  private WireTensor tensor(BatchBlock block, int[] environments) {
    int count = environments == null ? opened.count() : environments.length;
    ByteBuffer data = ByteBuffer.allocate(count * block.rowBytes());
    byte[] row = new byte[block.rowBytes()];
    for (int i = 0; i < count; i++) {
      block.getRowBytes(environments == null ? i : environments[i], row);
      data.put(row);
    }
    data.flip();
    List<Integer> shape = Stream.concat(Stream.of(count), block.spec().shape().stream()).toList();
    return new WireTensor(
        block.spec().name(), block.spec().type(), shape, data.order(ByteOrder.nativeOrder()));
  }

  /** Copies results into the next batch, and the rows that had no part from the latest one. */
  private void take(WireMessage answer, int[] environments) {
    SegmentDescriptor segment = opened.descriptor();
    int latest = (int) (batches.shown() % segment.batches());
    int next = (int) ((batches.shown() + 1) % segment.batches());
    ByteBuffer rows = regions.get(segment.batchOffset(next));
    if (environments != null) {
      carryOver(regions.get(segment.batchOffset(latest)), rows);
    }
    for (WireTensor tensor : answer.tensors()) {
      boolean isFinal = tensor.name().startsWith(FINAL) && segment.finals();
      String name = isFinal ? tensor.name().substring(FINAL.length()) : tensor.name();
      ByteBuffer target = isFinal ? regions.get(segment.finalsOffset(next)) : rows;
      segment.batch().find(name).ifPresent(block -> copy(tensor, block, target, environments));
    }
    batches.show();
  }

  private void carryOver(ByteBuffer latest, ByteBuffer next) {
    BatchDescriptor batch = opened.descriptor().batch();
    next.put(0, latest, 0, (int) batch.bytes());
    for (String name : WITHOUT_PART) {
      Block block = batch.block(name);
      for (int i = 0; i < batch.rows() * block.rowBytes(); i++) {
        next.put((int) block.offset() + i, (byte) 0);
      }
    }
  }

  private void copy(WireTensor tensor, Block block, ByteBuffer target, int[] environments) {
    int rowBytes = (int) block.rowBytes();
    int count = environments == null ? opened.count() : environments.length;
    ByteBuffer data = tensor.data();
    if (data.remaining() != count * rowBytes) {
      throw new ConnectionLostException(
          "the server's answer has %d bytes of '%s', expected %d rows of %d bytes"
              .formatted(data.remaining(), tensor.name(), count, rowBytes),
          null);
    }
    for (int i = 0; i < count; i++) {
      int row = environments == null ? i : environments[i];
      target.put((int) block.offset() + row * rowBytes, data, i * rowBytes, rowBytes);
    }
  }

  @Override
  public void close() {
    // The memory is this process's own and goes with those who refer to it.
  }
}
