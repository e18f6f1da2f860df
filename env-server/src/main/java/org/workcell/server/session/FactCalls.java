package org.workcell.server.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Profile;
import org.workcell.sim.wire.WireMessage;
import org.workcell.sim.wire.WireTensor;

/** What is known of tasks and benchmarks before anything is opened. */
final class FactCalls {

  private static final String CONTEXTS = "contexts";

  private FactCalls() {}

  static Map<String, Call<?>> all() {
    return Map.of(
        "facts",
        new Call<>(Tasks.class, FactCalls::facts),
        CONTEXTS,
        new Call<>(Contexts.class, FactCalls::contexts));
  }

  /** Tasks and suites. */
  private record Tasks(List<String> tasks) implements CallArguments {}

  /** What {@code facts} answers: those of each task, with its id. */
  private record Facts(List<TaskFacts> tasks) {}

  private record TaskFacts(String id, Map<String, Object> facts) {}

  /** The initial states of a task of a benchmark. */
  private record Contexts(String benchmark, String task, Long seed, String profile)
      implements CallArguments {}

  private static Answer facts(Client client, Tasks arguments, WireMessage message) {
    Tensors.requireOnly(message, Set.of());
    List<String> names = CallJson.required(arguments.tasks(), "tasks");
    if (names.contains(null)) {
      throw CallJson.invalid("'tasks' has a null; give names of tasks and suites");
    }
    return Answer.of(
        new Facts(
            new Selection(client.host().registry())
                .tasks(names).stream()
                    .map(task -> new TaskFacts(task.id(), task.facts()))
                    .toList()));
  }

  private static Answer contexts(Client client, Contexts arguments, WireMessage message) {
    Tensors.requireOnly(message, Set.of());
    String name = CallJson.required(arguments.benchmark(), "benchmark");
    BenchmarkDefinition definition =
        new Selection(client.host().registry()).benchmark(List.of(name));
    if (definition == null) {
      throw new CallException(
          ErrorCode.NOT_FOUND,
          "there is no benchmark '%s'; call 'list' names them".formatted(name));
    }
    long seed = arguments.seed() == null ? definition.defaultSeed() : arguments.seed();
    Profile profile =
        arguments.profile() == null ? Profile.STRICT : Profile.ofLabel(arguments.profile());
    Benchmark.Entry entry =
        entry(definition.draw(seed, profile), CallJson.required(arguments.task(), "task"));
    return Answer.of(List.of(tensor(client, entry.contexts())));
  }

  private static Benchmark.Entry entry(Benchmark benchmark, String task) {
    return benchmark.entries().stream()
        .filter(entry -> entry.task().equals(task))
        .findFirst()
        .orElseThrow(
            () ->
                new CallException(
                    ErrorCode.NOT_FOUND,
                    "benchmark %s has no task '%s'".formatted(benchmark.id(), task)));
  }

  private static WireTensor tensor(Client client, List<double[]> contexts) {
    int size = contexts.isEmpty() ? 0 : contexts.get(0).length;
    long bytes = (long) contexts.size() * size * Double.BYTES;
    client.requireMessage("the contexts of this task", bytes);
    ByteBuffer data = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (double[] context : contexts) {
      for (double number : context) {
        data.putDouble(number);
      }
    }
    return new WireTensor(CONTEXTS, DataType.FLOAT64, List.of(contexts.size(), size), data.flip());
  }
}
