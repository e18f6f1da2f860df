package org.workcell.server.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.wire.WireMessage;
import org.workcell.sim.wire.WireTensor;

/** Snapshots of rows, and the state of whole vectors. */
final class StateCalls {

  private static final String STATE = "state";

  private StateCalls() {}

  static Map<String, Call<?>> all() {
    return Map.of(
        "snapshot", new Call<>(CallArguments.Rows.class, StateCalls::snapshot),
        "restore", new Call<>(CallArguments.Rows.class, StateCalls::restore),
        "branch", new Call<>(Branch.class, StateCalls::branch),
        "save", new Call<>(CallArguments.Vector.class, StateCalls::save),
        "load", new Call<>(CallArguments.Vector.class, StateCalls::load));
  }

  /** Rows that continue from the state of one. */
  private record Branch(Integer vector, Integer source, int[] targets) implements CallArguments {}

  private static Answer snapshot(Client client, CallArguments.Rows arguments, WireMessage message) {
    Tensors.requireOnly(message, Set.of());
    ServedVector vector = client.vector(arguments.vector());
    int[] rows = vector.rows(arguments.environments());
    List<WireTensor> tensors = new ArrayList<>();
    long bytes = 0;
    for (Snapshot snapshot : vector.visit(rows, Environment::snapshot)) {
      byte[] state = snapshot.toBytes();
      bytes += state.length;
      client.requireMessage("the snapshots of these rows", bytes);
      tensors.add(WireTensor.ofBytes(String.valueOf(tensors.size()), state));
    }
    return Answer.of(tensors);
  }

  private static Answer restore(Client client, CallArguments.Rows arguments, WireMessage message) {
    SyncVector vector = client.sync(arguments.vector());
    int[] rows = vector.rows(arguments.environments());
    if (message.tensors().size() != rows.length) {
      throw CallJson.invalid(
          "%d rows need as many snapshots, in tensors named 0 to %d, not %d"
              .formatted(rows.length, rows.length - 1, message.tensors().size()));
    }
    List<Snapshot> snapshots = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      snapshots.add(Snapshot.fromBytes(bytes(message, String.valueOf(i))));
    }
    vector.vector().restore(rows, snapshots);
    return Results.of(vector, arguments.environments());
  }

  private static byte[] bytes(WireMessage message, String name) {
    WireTensor tensor = Tensors.required(message, name);
    if (tensor.type() != DataType.UINT8 || tensor.shape().size() != 1) {
      throw CallJson.invalid(
          "tensor '%s' is %s%s, expected a vector of uint8"
              .formatted(name, tensor.type().numpyName(), tensor.shape()));
    }
    byte[] bytes = new byte[tensor.data().remaining()];
    tensor.data().get(bytes);
    return bytes;
  }

  private static Answer branch(Client client, Branch arguments, WireMessage message) {
    Tensors.requireOnly(message, Set.of());
    SyncVector vector = client.sync(arguments.vector());
    int source = CallJson.required(arguments.source(), "source");
    int[] targets = CallJson.required(arguments.targets(), "targets");
    Rows.require(new int[] {source}, vector.count());
    Rows.require(targets, vector.count());
    vector.vector().branch(source, targets);
    return Results.of(vector, targets);
  }

  private static Answer save(Client client, CallArguments.Vector arguments, WireMessage message) {
    Tensors.requireOnly(message, Set.of());
    byte[] state = client.sync(arguments.vector()).vector().save();
    client.requireMessage("the state of this vector", state.length);
    return Answer.of(List.of(WireTensor.ofBytes(STATE, state)));
  }

  private static Answer load(Client client, CallArguments.Vector arguments, WireMessage message) {
    Tensors.requireOnly(message, Set.of(STATE));
    SyncVector vector = client.sync(arguments.vector());
    vector.vector().load(bytes(message, STATE));
    return Results.of(vector);
  }
}
