package org.workcell.sim.environment;

import java.util.List;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.command.CommandFilter;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.WorkerModel;
import org.workcell.sim.state.StatePart;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/** Writes and reads the snapshots of one environment. */
final class SnapshotFormat {

  private static final int MAGIC = 0x57435350;
  private static final int VERSION = 2;

  private final EnvironmentSpec spec;
  private final Physics physics;
  private final ModelEdits edits;
  private final ActionLog actions;
  private final List<StatePart> parts;
  private final double[] physicsState;

  /** What the environment itself keeps of a snapshot. */
  record Header(long seed, double[] context) {}

  SnapshotFormat(
      EnvironmentSpec spec,
      Physics physics,
      Task task,
      List<CommandFilter> filters,
      List<ObservationFilter> observationFilters,
      EpisodeRandomizer randomizer,
      ModelEdits edits,
      EpisodeProgress progress,
      ActionLog actions) {
    this.spec = spec;
    this.physics = physics;
    this.edits = edits;
    this.actions = actions;
    List<StatePart> all = new java.util.ArrayList<>(List.of(progress, task, task.controller()));
    all.addAll(filters);
    all.addAll(observationFilters);
    all.add(randomizer);
    this.parts = List.copyOf(all);
    this.physicsState = new double[physics.stateSize()];
  }

  Snapshot write(long seed, double[] context, BatchRow results) {
    StateWriter writer = new StateWriter();
    writer.putInt(MAGIC);
    writer.putInt(VERSION);
    writer.putString(fingerprint());
    writer.putLong(seed);
    writer.putDoubles(context);
    writeEdits(writer);
    physics.readState(physicsState);
    writer.putDoubles(physicsState);
    parts.forEach(part -> part.save(writer));
    writer.putBytes(actions.toBytes());
    results.save(writer);
    return new Snapshot(writer.toBytes());
  }

  /** What must agree between the writer and the reader of a snapshot. */
  private String fingerprint() {
    return String.join(
        " ",
        spec.id(),
        spec.options().toString(),
        spec.engine().version(),
        spec.assetPack(),
        spec.assetsSha256(),
        spec.randomization());
  }

  void requireFits(Snapshot snapshot) {
    StateReader reader = new StateReader(snapshot.bytes());
    if (reader.getInt() != MAGIC || reader.getInt() != VERSION) {
      throw new IllegalArgumentException("these bytes are not a snapshot of this version");
    }
    String found = reader.getString();
    if (!found.equals(fingerprint())) {
      throw new IllegalArgumentException(
          "the snapshot is of [%s], but this environment is [%s]; restore it into an environment of"
                  .formatted(found, fingerprint())
              + " the same task, profile, settings, engine and assets");
    }
  }

  Header read(Snapshot snapshot, WorkerModel model, BatchRow results) {
    StateReader reader = new StateReader(snapshot.bytes());
    reader.getInt();
    reader.getInt();
    reader.getString();
    Header header = new Header(reader.getLong(), reader.getDoubles());
    readEdits(reader);
    model.apply(edits);
    reader.getDoubles(physicsState);
    physics.writeState(physicsState);
    parts.forEach(part -> part.load(reader));
    actions.load(reader.getBytes());
    results.load(reader);
    return header;
  }

  private void writeEdits(StateWriter writer) {
    writer.putInt(edits.size());
    for (int i = 0; i < edits.size(); i++) {
      writer.putString(edits.field(i).engineName());
      writer.putInt(edits.index(i));
      writer.putDouble(edits.value(i));
    }
  }

  private void readEdits(StateReader reader) {
    edits.clear();
    int count = reader.getInt();
    for (int i = 0; i < count; i++) {
      ModelField field = ModelField.ofEngineName(reader.getString());
      edits.set(field, reader.getInt(), reader.getDouble());
    }
  }
}
