package org.workcell.server.client;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.SegmentDescriptor;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.vector.Autoreset;
import org.workcell.sim.vector.ChunkResults;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.wire.WireMessage;
import org.workcell.sim.wire.WireTensor;

/**
 * A vector whose environments run on a server. Its results are those of a vector in this process,
 * to the bit. Over shared memory a step of all rows allocates nothing; calls that name rows send
 * messages, which does.
 *
 * <p>Used by the thread of its connection, which may have several vectors and outlives them.
 * Methods throw what a vector of this process would throw; {@link ServerException} where only a
 * server can have the fault, such as too little memory; and {@link ConnectionLostException}.
 */
public final class RemoteVectorEnvironment implements VectorEnvironment {

  private final Connection connection;
  private final OpenedVector opened;
  private final VectorLink link;
  private boolean stepping;
  private boolean closed;

  private RemoteVectorEnvironment(Connection connection, OpenedVector opened) {
    this.connection = connection;
    this.opened = opened;
    this.link = connection.link(opened);
  }

  /**
   * Opens a vector on a server.
   *
   * @throws IllegalArgumentException if the server does not understand the request, or it asks for
   *     a batch size
   * @throws ServerException if it cannot fulfil it
   */
  public static RemoteVectorEnvironment open(Connection connection, OpenRequest request) {
    if (request.arguments().containsKey("batch_size")) {
      throw new IllegalArgumentException(
          "rows of this vector are environments; leave out batch_size, which makes them come in"
              + " order of completion");
    }
    WireMessage answer = translated(() -> connection.call(Answers.call(request.arguments())));
    return new RemoteVectorEnvironment(connection, OpenedVector.of(answer, request));
  }

  private static <T> T translated(Supplier<T> call) {
    try {
      return call.get();
    } catch (ServerException e) {
      throw e.asLocal();
    }
  }

  @Override
  public int count() {
    return opened.count();
  }

  @Override
  public Autoreset autoreset() {
    return opened.autoreset();
  }

  @Override
  public BatchLayout layout() {
    return link.batches().layout();
  }

  @Override
  public SegmentDescriptor descriptor() {
    return opened.descriptor();
  }

  @Override
  public EnvironmentSpec spec(int environment) {
    return opened.specs().get(current().task(environment));
  }

  @Override
  public VectorBatch current() {
    return link.batches().current();
  }

  @Override
  public VectorBatch reset(long seed) {
    Map<String, Object> call = arguments("reset");
    call.put("seed", seed);
    return results(call, null);
  }

  @Override
  public VectorBatch reset(int[] environments, List<ResetOptions> starts) {
    Map<String, Object> call = arguments("reset");
    call.put("environments", environments);
    call.put("seeds", starts.stream().map(ResetOptions::seed).toList());
    putWhereGiven(call, "tasks", starts, start -> start.task().orElse(null));
    putWhereGiven(
        call,
        "variations",
        starts,
        start -> start.variation().isPresent() ? start.variation().getAsInt() : null);
    putWhereGiven(call, "contexts", starts, start -> start.context().orElse(null));
    return results(call, environments);
  }

  private static void putWhereGiven(
      Map<String, Object> call,
      String name,
      List<ResetOptions> starts,
      Function<ResetOptions, Object> value) {
    List<Object> values = new ArrayList<>();
    starts.forEach(start -> values.add(value.apply(start)));
    if (values.stream().anyMatch(each -> each != null)) {
      call.put(name, values);
    }
  }

  @Override
  public VectorBatch reset(boolean[] mask) {
    if (mask.length != count()) {
      throw new IllegalArgumentException(
          "a reset mask of %d environments has %d flags".formatted(count(), mask.length));
    }
    int[] chosen = IntStream.range(0, count()).filter(i -> mask[i]).toArray();
    Map<String, Object> call = arguments("reset_next");
    call.put("environments", chosen);
    return results(call, chosen);
  }

  @Override
  public VectorBatch step() {
    startStep();
    return finishStep();
  }

  @Override
  public void startStep() {
    requireIdle();
    link.startStep();
    stepping = true;
  }

  @Override
  public VectorBatch finishStep() {
    if (!stepping) {
      throw new IllegalStateException("no step is under way; call startStep first");
    }
    stepping = false;
    try {
      link.finishStep();
    } catch (ServerException e) {
      throw e.asLocal();
    }
    return current();
  }

  @Override
  public VectorBatch step(int[] environments) {
    requireIdle();
    try {
      link.step(environments);
    } catch (ServerException e) {
      throw e.asLocal();
    }
    return current();
  }

  @Override
  public ChunkResults newChunkResults(int chunkSteps) {
    return ChunkResults.allocate(count(), chunkSteps);
  }

  @Override
  public VectorBatch stepChunk(BatchBlock actions, boolean stopsAtSuccess, ChunkResults results) {
    BlockSpec single = layout().action();
    List<Integer> shape = new ArrayList<>(List.of(count(), results.chunkSteps()));
    shape.addAll(single.shape());
    int expected = count() * results.chunkSteps() * single.size() * single.type().bytes();
    int found = actions.memory().capacity();
    if (actions.spec().type() != single.type() || found != expected) {
      throw new IllegalArgumentException(
          "chunks of %d actions of %d environments have %d bytes of type %s, not %d of type %s"
              .formatted(
                  results.chunkSteps(),
                  count(),
                  expected,
                  single.type(),
                  found,
                  actions.spec().type()));
    }
    Map<String, Object> call = arguments("chunk");
    call.put("stops_at_success", stopsAtSuccess);
    WireTensor tensor = new WireTensor("actions", single.type(), shape, actions.memory());
    WireMessage answer = answer(call, null, tensor);
    take(answer, results.steps());
    take(answer, results.reward());
    take(answer, results.terminated());
    take(answer, results.truncated());
    take(answer, results.success());
    return current();
  }

  private static void take(WireMessage answer, BatchBlock target) {
    WireTensor tensor = tensor(answer, "chunk_" + target.spec().name());
    target.memory().put(tensor.data().order(ByteOrder.nativeOrder()));
  }

  private static WireTensor tensor(WireMessage answer, String name) {
    return answer
        .tensor(name)
        .orElseThrow(
            () ->
                new ConnectionLostException(
                    "the server's answer lacks tensor '%s'; use one version".formatted(name),
                    null));
  }

  @Override
  public Snapshot snapshot(int environment) {
    requireIdle();
    Map<String, Object> call = arguments("snapshot");
    call.put("environments", new int[] {environment});
    WireMessage answer = translated(() -> connection.call(Answers.call(call)));
    return Snapshot.fromBytes(bytes(tensor(answer, "0")));
  }

  private static byte[] bytes(WireTensor tensor) {
    byte[] bytes = new byte[tensor.data().remaining()];
    tensor.data().get(bytes);
    return bytes;
  }

  @Override
  public VectorBatch restore(int[] environments, List<Snapshot> snapshots) {
    Map<String, Object> call = arguments("restore");
    call.put("environments", environments);
    WireTensor[] tensors =
        IntStream.range(0, snapshots.size())
            .mapToObj(i -> WireTensor.ofBytes(String.valueOf(i), snapshots.get(i).toBytes()))
            .toArray(WireTensor[]::new);
    answer(call, environments, tensors);
    return current();
  }

  @Override
  public VectorBatch branch(int source, int... targets) {
    Map<String, Object> call = arguments("branch");
    call.put("source", source);
    call.put("targets", targets);
    return results(call, targets);
  }

  @Override
  public byte[] save() {
    requireIdle();
    WireMessage answer = translated(() -> connection.call(Answers.call(arguments("save"))));
    return bytes(tensor(answer, "state"));
  }

  @Override
  public VectorBatch load(byte[] state) {
    answer(arguments("load"), null, WireTensor.ofBytes("state", state));
    return current();
  }

  private Map<String, Object> arguments(String name) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("call", name);
    arguments.put("vector", opened.vector());
    return arguments;
  }

  private VectorBatch results(Map<String, Object> call, int[] environments) {
    answer(call, environments);
    return current();
  }

  private WireMessage answer(Map<String, Object> call, int[] environments, WireTensor... tensors) {
    requireIdle();
    return translated(() -> link.call(Answers.call(call, tensors), environments));
  }

  private void requireIdle() {
    if (closed) {
      throw new IllegalStateException("the vector environment is closed; open a new one");
    }
    if (stepping) {
      throw new IllegalStateException("a step is under way; call finishStep first");
    }
  }

  /** Frees the environments on the server; the connection stays. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (stepping) {
        link.finishStep();
      }
    } catch (ServerException e) {
      // The step is not wanted any more.
    } catch (ConnectionLostException e) {
      link.close();
      return;
    }
    closeOnServer();
    link.close();
  }

  private void closeOnServer() {
    try {
      connection.call(Answers.call(arguments("close")));
    } catch (ServerException | ConnectionLostException e) {
      // A server that has gone, or has closed the vector itself, keeps nothing of it.
    }
  }
}
