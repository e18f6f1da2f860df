package org.workcell.server.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.workcell.datasets.parameters.UnappliedParameters;
import org.workcell.sim.batch.Actor;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.wire.WireMessage;
import org.workcell.sim.wire.WireTensor;

/** Opening, stepping, resetting and closing vectors. */
final class VectorCalls {

  private static final String ACTION = "action";
  private static final String INTERVENTION = "intervention";
  private static final String ACTOR = "actor";
  private static final Set<String> STEP_TENSORS = Set.of(ACTION, INTERVENTION, ACTOR);

  private VectorCalls() {}

  static Map<String, Call<?>> all() {
    return Map.of(
        "open", new Call<>(OpenArguments.class, VectorCalls::open),
        "mapped", new Call<>(CallArguments.Vector.class, VectorCalls::mapped),
        "reset", new Call<>(Starts.class, VectorCalls::reset),
        "reset_next", new Call<>(CallArguments.Rows.class, VectorCalls::resetNext),
        "step", new Call<>(Step.class, VectorCalls::step),
        "close", new Call<>(CallArguments.Vector.class, VectorCalls::close));
  }

  /**
   * Arguments of {@code step}.
   *
   * @param texts whether texts that have not changed come, too; they do where it is absent
   */
  private record Step(Integer vector, int[] environments, Boolean texts) implements CallArguments {}

  /**
   * What {@code open} answers.
   *
   * @param unapplied which parameters of {@code actuators} do not act on the tasks; null without
   *     {@code actuators}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Opened(
      int vector,
      int numEnvs,
      String descriptor,
      SharedMemory segment,
      String results,
      List<SpecAnswer> specs,
      String autoreset,
      List<UnappliedParameters> unapplied) {}

  /** A file that the client maps. */
  private record SharedMemory(String path, long bytes) {}

  private static Answer open(Client client, OpenArguments arguments, WireMessage message) {
    Tensors.requireOnly(message, Set.of());
    Opening opening = Opening.of(arguments, client.host());
    ServedVector vector = opening.open(client.host(), client.segments());
    int number = client.add(vector);
    return Answer.of(
        new Opened(
            number,
            vector.count(),
            vector.descriptor().toText(),
            vector
                .segment()
                .path()
                .map(path -> new SharedMemory(path.toString(), vector.descriptor().bytes()))
                .orElse(null),
            vector.results().packed().map(rows -> rows.layout().toText()).orElse(null),
            opening.specs(),
            Opening.label(vector.autoreset()),
            opening.unapplied().orElse(null)));
  }

  private static Answer mapped(Client client, CallArguments.Vector arguments, WireMessage message) {
    client.vector(arguments.vector()).segment().mapped();
    return Answer.DONE;
  }

  private static Answer close(Client client, CallArguments.Vector arguments, WireMessage message) {
    client.close(arguments.vector());
    return Answer.DONE;
  }

  private static Answer reset(Client client, Starts arguments, WireMessage message) {
    Tensors.requireOnly(message, Set.of());
    SyncVector vector = client.sync(arguments.vector());
    int[] rows = vector.rows(arguments.environments());
    List<ResetOptions> starts = arguments.options(rows);
    vector.vector().reset(rows, starts);
    client.counters().reset(rows.length);
    return Results.of(vector, arguments.environments());
  }

  private static Answer resetNext(
      Client client, CallArguments.Rows arguments, WireMessage message) {
    Tensors.requireOnly(message, Set.of());
    SyncVector vector = client.sync(arguments.vector());
    boolean[] mask = new boolean[vector.count()];
    int[] rows = vector.rows(arguments.environments());
    for (int row : rows) {
      mask[row] = true;
    }
    vector.vector().reset(mask);
    client.counters().reset(rows.length);
    return Results.of(vector, arguments.environments());
  }

  private static Answer step(Client client, Step arguments, WireMessage message) {
    Tensors.requireOnly(message, STEP_TENSORS);
    SyncVector vector = client.sync(arguments.vector());
    int[] rows = vector.rows(arguments.environments());
    takeActions(vector, rows, message);
    client.use(vector);
    if (arguments.environments() == null) {
      vector.vector().step();
    } else {
      vector.vector().step(rows);
    }
    client.counters().stepped(rows.length);
    return Boolean.FALSE.equals(arguments.texts())
        ? Results.withoutOldTexts(vector, arguments.environments())
        : Results.of(vector, arguments.environments());
  }

  private static void takeActions(SyncVector vector, int[] rows, WireMessage message) {
    if (message.tensors().isEmpty() && vector.isShared()) {
      return;
    }
    BatchStorage batch = vector.batch().rows();
    WireTensor action = Tensors.required(message, ACTION);
    BlockSpec spec = batch.action().spec();
    Tensors.requireRows(action, spec.type(), spec.shape(), rows.length);
    Optional<WireTensor> intervention =
        Tensors.rows(message, batch.intervention().spec(), rows.length);
    Optional<WireTensor> actor = Tensors.rows(message, batch.actor().spec(), rows.length);
    actor.ifPresent(each -> requireActors(each, intervention.isPresent()));
    if (intervention.isPresent() && actor.isEmpty()) {
      throw CallJson.invalid(
          "tensor 'intervention' needs tensor 'actor', which says where it acts");
    }
    Tensors.copy(action, batch.action(), rows);
    intervention.ifPresent(each -> Tensors.copy(each, batch.intervention(), rows));
    actor.ifPresent(each -> Tensors.copy(each, batch.actor(), rows));
  }

  private static void requireActors(WireTensor actor, boolean hasIntervention) {
    var data = actor.data();
    while (data.hasRemaining()) {
      Actor who = Actor.of(Byte.toUnsignedInt(data.get()));
      if (who == Actor.INTERVENTION && !hasIntervention) {
        throw CallJson.invalid("actor 1 carries out an intervention: send tensor 'intervention'");
      }
    }
  }
}
