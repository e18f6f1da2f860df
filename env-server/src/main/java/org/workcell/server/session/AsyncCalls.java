package org.workcell.server.session;

import java.util.Map;
import java.util.Set;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.wire.WireMessage;
import org.workcell.sim.wire.WireTensor;

/** Vectors whose rows come as they finish. */
final class AsyncCalls {

  private static final String ACTION = "action";

  private AsyncCalls() {}

  static Map<String, Call<?>> all() {
    return Map.of(
        "send", new Call<>(CallArguments.Rows.class, AsyncCalls::send),
        "send_reset", new Call<>(Starts.class, AsyncCalls::sendReset),
        "receive", new Call<>(CallArguments.Vector.class, AsyncCalls::receive));
  }

  private static Answer send(Client client, CallArguments.Rows arguments, WireMessage message) {
    Tensors.requireOnly(message, Set.of(ACTION));
    AsyncVector vector = client.vector(arguments.vector()).async();
    int[] rows = vector.rows(arguments.environments());
    BlockSpec spec = vector.vector().layout().action();
    WireTensor tensor = Tensors.required(message, ACTION);
    Tensors.requireRows(tensor, spec.type(), spec.shape(), rows.length);
    BatchBlock actions = BatchBlock.allocate(spec, rows.length);
    actions.memory().put(tensor.data());
    vector.vector().send(rows, actions);
    client.counters().stepped(rows.length);
    return Answer.DONE;
  }

  private static Answer sendReset(Client client, Starts arguments, WireMessage message) {
    Tensors.requireOnly(message, Set.of());
    AsyncVector vector = client.vector(arguments.vector()).async();
    int[] rows = vector.rows(arguments.environments());
    vector.vector().sendReset(rows, arguments.options(rows));
    client.counters().reset(rows.length);
    return Answer.DONE;
  }

  private static Answer receive(
      Client client, CallArguments.Vector arguments, WireMessage message) {
    Tensors.requireOnly(message, Set.of());
    AsyncVector vector = client.vector(arguments.vector()).async();
    vector.vector().receive();
    return Results.of(vector);
  }
}
