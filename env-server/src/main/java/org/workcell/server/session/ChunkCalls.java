package org.workcell.server.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.policy.ChunkPlayer;
import org.workcell.sim.vector.ChunkResults;
import org.workcell.sim.wire.WireMessage;
import org.workcell.sim.wire.WireTensor;

/** Chunks of actions. */
final class ChunkCalls {

  private static final String ACTIONS = "actions";
  private static final String PREFIX = "chunk_";

  /** Bytes of the outcome of one step: a reward and three flags. */
  private static final int STEP_BYTES = 11;

  private ChunkCalls() {}

  static Map<String, Call<?>> all() {
    return Map.of("chunk", new Call<>(Chunk.class, ChunkCalls::chunk));
  }

  /** Plays chunks in all rows. */
  private record Chunk(Integer vector, Boolean stopsAtSuccess) implements CallArguments {}

  private static Answer chunk(Client client, Chunk arguments, WireMessage message) {
    Tensors.requireOnly(message, Set.of(ACTIONS));
    SyncVector vector = client.sync(arguments.vector());
    WireTensor tensor = Tensors.required(message, ACTIONS);
    BlockSpec action = vector.vector().layout().action();
    int steps = steps(client, tensor, action, vector.count());
    BatchBlock actions = BatchBlock.allocate(ChunkPlayer.chunkSpec(action, steps), vector.count());
    actions.memory().put(tensor.data());
    ChunkResults results = vector.vector().newChunkResults(steps);
    client.use(vector);
    vector.vector().stepChunk(actions, Boolean.TRUE.equals(arguments.stopsAtSuccess()), results);
    client.counters().stepped(sum(results.steps(), vector.count()));
    Answer shown = Results.of(vector);
    List<WireTensor> tensors = new ArrayList<>(shown.tensors());
    List<BatchBlock> outcome =
        List.of(
            results.steps(),
            results.reward(),
            results.terminated(),
            results.truncated(),
            results.success());
    for (BatchBlock block : outcome) {
      tensors.add(Results.tensor(PREFIX + block.spec().name(), block, vector.count(), null));
    }
    return new Answer(shown.json(), tensors);
  }

  private static int steps(Client client, WireTensor tensor, BlockSpec action, int rows) {
    List<Integer> shape = new ArrayList<>();
    int steps = tensor.shape().size() > 1 ? tensor.shape().get(1) : 0;
    shape.add(steps);
    shape.addAll(action.shape());
    if (steps < 1) {
      throw CallJson.invalid(
          "tensor 'actions' is %s%s, expected %s[%d, steps] + %s with at least one step"
              .formatted(
                  tensor.type().numpyName(),
                  tensor.shape(),
                  action.type().numpyName(),
                  rows,
                  action.shape()));
    }
    Tensors.requireRows(tensor, action.type(), shape, rows);
    client.requireMessage("the outcome of this chunk", (long) rows * steps * STEP_BYTES);
    return steps;
  }

  private static long sum(BatchBlock steps, int rows) {
    long sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += (long) steps.get(row, 0);
    }
    return sum;
  }
}
