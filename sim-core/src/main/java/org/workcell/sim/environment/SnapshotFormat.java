package org.workcell.sim.environment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.WorkerModel;
import org.workcell.sim.state.StatePart;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.ResetOptions;

/**
 * Writes and reads the snapshots of one environment: magic number, version, checksum of the rest,
 * what must agree between writer and reader, contents, parts, results.
 */
final class SnapshotFormat {

  private static final int MAGIC = 0x57435350;
  private static final int VERSION = 3;
  private static final int HEADER_BYTES = 3 * Integer.BYTES;

  private final EnvironmentSpec spec;
  private final Physics physics;
  private final List<StatePart> parts;
  private final double[] physicsState;

  /** What the environment itself keeps of a snapshot. */
  record Contents(
      long seed,
      int variation,
      String instruction,
      double[] context,
      ModelEdits edits,
      byte[] actions) {}

  /** A snapshot of which everything has been checked but what only the parts understand. */
  record Reading(Contents contents, double[] physicsState, StateReader rest) {}

  /** A format for an environment with these parts, in this order. */
  SnapshotFormat(EnvironmentSpec spec, Physics physics, List<StatePart> parts) {
    this.spec = spec;
    this.physics = physics;
    this.parts = List.copyOf(parts);
    this.physicsState = new double[physics.stateSize()];
  }

  Snapshot write(Contents contents, BatchRow results) {
    StateWriter writer = new StateWriter();
    writer.putInt(MAGIC);
    writer.putInt(VERSION);
    writer.putInt(0);
    Map<String, String> identity = identity();
    writer.putInt(identity.size());
    identity.forEach(
        (name, value) -> {
          writer.putString(name);
          writer.putString(value);
        });
    writer.putLong(contents.seed());
    writer.putInt(contents.variation());
    writer.putString(contents.instruction());
    writer.putDoubles(contents.context());
    writeEdits(writer, contents.edits());
    writer.putBytes(contents.actions());
    physics.readState(physicsState);
    writer.putDoubles(physicsState);
    parts.forEach(part -> part.save(writer));
    results.save(writer);
    byte[] bytes = writer.toBytes();
    StateWriter.overwriteInt(bytes, HEADER_BYTES - Integer.BYTES, checksum(bytes));
    return new Snapshot(bytes);
  }

  private static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
    return (int) checksum.getValue();
  }

  /** What must agree between the writer and the reader of a snapshot, by name. */
  private Map<String, String> identity() {
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put("task", spec.id());
    identity.put("profile", spec.options().profile().label());
    spec.options()
        .settingsOfEpisodes()
        .forEach((name, value) -> identity.put("setting " + name, value));
    identity.put("engine", spec.engine().label());
    identity.put("asset pack", spec.assetPack());
    identity.put("assets", spec.assetsSha256());
    identity.put("command path", spec.commandPath().label());
    identity.put("randomization", spec.randomization());
    return identity;
  }

  /**
   * Checks a snapshot and reads what can be read without changing anything.
   *
   * @param model says which edits are possible
   * @throws IllegalArgumentException if it is damaged, of another version, or of another kind of
   *     environment
   */
  Reading open(Snapshot snapshot, WorkerModel model) {
    byte[] bytes = snapshot.bytes();
    StateReader reader = new StateReader(bytes);
    if (reader.getInt() != MAGIC) {
      throw new IllegalArgumentException("these bytes are not a snapshot");
    }
    int version = reader.getInt();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "the snapshot has version %d of the format, but this program reads version %d; take it again"
              .formatted(version, VERSION));
    }
    if (reader.getInt() != checksum(bytes)) {
      throw new IllegalArgumentException(
          "the snapshot is damaged: its checksum does not match; take it again");
    }
    requireSameIdentity(reader);
    Contents contents =
        new Contents(
            reader.getLong(),
            reader.getInt(),
            reader.getString(),
            reader.getDoubles(),
            readEdits(reader, model),
            reader.getBytes());
    spec.requireValid(
        ResetOptions.seed(contents.seed())
            .withVariation(contents.variation())
            .withContext(contents.context()));
    double[] state = new double[physicsState.length];
    reader.getDoubles(state);
    physics.requireValidState(state);
    return new Reading(contents, state, reader);
  }

  private void requireSameIdentity(StateReader reader) {
    Map<String, String> own = identity();
    Map<String, String> found = new LinkedHashMap<>();
    int count = reader.getInt();
    for (int i = 0; i < count; i++) {
      found.put(reader.getString(), reader.getString());
    }
    if (found.equals(own)) {
      return;
    }
    String name =
        own.keySet().stream()
            .filter(each -> !own.get(each).equals(found.get(each)))
            .findFirst()
            .orElse("number of settings");
    throw new IllegalArgumentException(
        ("the snapshot is of another environment: its %s is [%s], but this environment has [%s];"
                + " restore it into an environment of the same task, profile, settings, engine,"
                + " assets, filters, stages and randomization")
            .formatted(name, found.get(name), own.get(name)));
  }

  /** Takes over everything of a snapshot whose model edits the model carries. */
  void finish(Reading reading, BatchRow results) {
    physics.writeState(reading.physicsState());
    parts.forEach(part -> part.load(reading.rest()));
    results.load(reading.rest());
    reading.rest().requireEnd();
  }

  private static void writeEdits(StateWriter writer, ModelEdits edits) {
    writer.putInt(edits.size());
    for (int i = 0; i < edits.size(); i++) {
      writer.putString(edits.field(i).engineName());
      writer.putInt(edits.index(i));
      writer.putDouble(edits.value(i));
    }
  }

  private static ModelEdits readEdits(StateReader reader, WorkerModel model) {
    ModelEdits edits = new ModelEdits();
    int count = reader.getInt();
    for (int i = 0; i < count; i++) {
      ModelField field = ModelField.ofEngineName(reader.getString());
      int index = reader.getInt();
      double value = reader.getDouble();
      model.requireValid(field, index, value);
      edits.set(field, index, value);
    }
    return edits;
  }
}
