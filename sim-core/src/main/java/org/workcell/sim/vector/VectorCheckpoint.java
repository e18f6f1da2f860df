package org.workcell.sim.vector;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.Snapshot;

/** Saves a vector whose rows come together, and makes one go on as another would have. */
final class VectorCheckpoint {

  private final VectorCore core;
  private final BatchSegment segment;
  private final ChangedRows changed;
  private final PrivateRows privateRows;

  /**
   * For a vector with these parts.
   *
   * @param privateRows where environments write if not into the batches; else null
   */
  VectorCheckpoint(
      VectorCore core, BatchSegment segment, ChangedRows changed, PrivateRows privateRows) {
    this.core = core;
    this.segment = segment;
    this.changed = changed;
    this.privateRows = privateRows;
  }

  /** What must agree between a vector that was saved and one that goes on, besides its rows. */
  private String identity() {
    return "%d environments of %s, autoreset %s, %s"
        .formatted(
            core.count(),
            core.members().ids(),
            core.options().autoreset(),
            segment.descriptor().toText().replace('\n', ' '));
  }

  byte[] save() {
    List<Snapshot> snapshots = core.visit(core.all(), VectorCheckpoint::snapshot);
    List<RowState> rows = new ArrayList<>();
    for (int i = 0; i < core.count(); i++) {
      rows.add(core.slot(i).state(RowState.text(core.spec(i)), snapshots.get(i)));
    }
    VectorBatch latest = segment.current();
    VectorBatch before = segment.next();
    return new VectorState(
            rows, latest.rows(), latest.finalsOrNull(), before.rows(), before.finalsOrNull())
        .toBytes(identity());
  }

  private static Snapshot snapshot(Environment environment) {
    return environment.needsReset() ? null : environment.snapshot();
  }

  /** Nothing changes unless every row can go on. */
  VectorBatch load(byte[] bytes) {
    VectorState state = VectorState.read(bytes, identity(), core.members(), segment.current());
    core.prepareCandidates(state.rows());
    for (int i = 0; i < core.count(); i++) {
      core.slot(i).adopt(state.rows().get(i));
    }
    segment.next().load(state.latest(), state.latestFinals(), true);
    VectorBatch latest = segment.show();
    segment.next().load(state.before(), state.beforeFinals(), false);
    segment.next().forgetEpisodes();
    changed.all();
    if (privateRows != null) {
      for (int i = 0; i < core.count(); i++) {
        privateRows.bind(core.slot(i));
        core.slot(i).results().copyFrom(latest.rows(), i);
      }
    }
    return latest;
  }
}
