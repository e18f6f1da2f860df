package org.workcell.sim.vector;

import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.EpisodeStatistics;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.task.ResetOptions;

/** An environment that writes rows of its own layout, in a vector whose tasks share another. */
final class PaddedEnvironment implements Environment {

  private final Environment inner;
  private final RowPadding padding;
  private final BatchStorage own;

  PaddedEnvironment(Environment inner, RowPadding padding) {
    this.inner = inner;
    this.padding = padding;
    this.own = BatchStorage.allocate(padding.own(), 1);
  }

  @Override
  public EnvironmentSpec spec() {
    return inner.spec();
  }

  @Override
  public void reset(ResetOptions options, BatchStorage storage, int row) {
    inner.reset(options, own, 0);
    padding.writeResults(own, storage, row);
  }

  @Override
  public void step(BatchStorage storage, int row) {
    padding.readAction(storage, row, own);
    inner.step(own, 0);
    padding.writeResults(own, storage, row);
  }

  @Override
  public boolean needsReset() {
    return inner.needsReset();
  }

  @Override
  public Snapshot snapshot() {
    return inner.snapshot();
  }

  @Override
  public void restore(Snapshot snapshot, BatchStorage storage, int row) {
    inner.restore(snapshot, own, 0);
    padding.writeResults(own, storage, row);
  }

  @Override
  public EpisodeStatistics statistics() {
    return inner.statistics();
  }

  @Override
  public String instruction() {
    return inner.instruction();
  }

  @Override
  public EpisodeRecord record() {
    return inner.record();
  }

  @Override
  public void close() {
    inner.close();
  }
}
