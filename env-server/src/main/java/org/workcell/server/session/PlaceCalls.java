package org.workcell.server.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.physics.GeneralizedState;
import org.workcell.sim.wire.WireMessage;
import org.workcell.sim.wire.WireTensor;

/** Time, positions and velocities of rows, to read and to set. */
final class PlaceCalls {

  private PlaceCalls() {}

  static Map<String, Call<?>> all() {
    return Map.of(
        "state", new Call<>(CallArguments.Rows.class, PlaceCalls::state),
        "set_state", new Call<>(CallArguments.Rows.class, PlaceCalls::setState));
  }

  private static Answer state(Client client, CallArguments.Rows arguments, WireMessage message) {
    Tensors.requireOnly(message, Set.of());
    ServedVector vector = client.vector(arguments.vector());
    int[] rows = vector.rows(arguments.environments());
    List<WireTensor> tensors = new ArrayList<>();
    for (double[] state :
        vector.visit(
            rows,
            environment -> GeneralizedState.read(SimulatedEnvironment.of(environment).physics()))) {
      ByteBuffer data =
          ByteBuffer.allocate(state.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (double number : state) {
        data.putDouble(number);
      }
      String name = String.valueOf(tensors.size());
      tensors.add(new WireTensor(name, DataType.FLOAT64, List.of(state.length), data.flip()));
    }
    return Answer.of(tensors);
  }

  private static Answer setState(Client client, CallArguments.Rows arguments, WireMessage message) {
    SyncVector vector = client.sync(arguments.vector());
    int[] rows = vector.rows(arguments.environments());
    if (message.tensors().size() != rows.length) {
      throw CallJson.invalid(
          "%d rows need as many states, in tensors named 0 to %d, not %d"
              .formatted(rows.length, rows.length - 1, message.tensors().size()));
    }
    List<double[]> states = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      double[] state = numbers(message, String.valueOf(i));
      vector.vector().visit(rows[i], each -> requireFits(SimulatedEnvironment.of(each), state));
      states.add(state);
    }
    List<Snapshot> placed = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      double[] state = states.get(i);
      placed.add(
          vector.vector().visit(rows[i], each -> place(SimulatedEnvironment.of(each), state)));
    }
    vector.vector().restore(rows, placed);
    return Results.of(vector, arguments.environments());
  }

  private static double[] numbers(WireMessage message, String name) {
    WireTensor tensor = Tensors.required(message, name);
    if (tensor.type() != DataType.FLOAT64 || tensor.shape().size() != 1) {
      throw CallJson.invalid(
          "tensor '%s' is %s%s, expected a vector of float64"
              .formatted(name, tensor.type().numpyName(), tensor.shape()));
    }
    double[] numbers = new double[tensor.shape().get(0)];
    tensor.data().asDoubleBuffer().get(numbers);
    return numbers;
  }

  /** Checked in front, so that a refused call changes no row. */
  private static Void requireFits(SimulatedEnvironment environment, double[] state) {
    environment.requireTakes(state);
    return null;
  }

  /** The row's results are written by restoring what this gives, as those of any snapshot. */
  private static Snapshot place(SimulatedEnvironment environment, double[] state) {
    BatchStorage own = BatchStorage.allocate(environment.spec().task().layout(), 1);
    environment.setState(state, own, 0);
    return environment.snapshot();
  }
}
