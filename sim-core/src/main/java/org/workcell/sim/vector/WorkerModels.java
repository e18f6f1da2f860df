package org.workcell.sim.vector;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.WorkerModel;

/**
 * A worker's copies of the models it works with: made on first use, the least recently used closed
 * when all together exceed a budget. One thread at a time.
 */
final class WorkerModels implements AutoCloseable {

  private final long budgetBytes;
  private final Map<Model, WorkerModel> copies = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  WorkerModels(long budgetBytes) {
    this.budgetBytes = budgetBytes;
  }

  /** This worker's copy of a model. */
  WorkerModel of(Model base) {
    WorkerModel copy = copies.get(base);
    if (copy == null) {
      makeRoom(base.sizeBytes());
      copy = new WorkerModel(base);
      copies.put(base, copy);
      bytes += base.sizeBytes();
    }
    return copy;
  }

  private void makeRoom(long needed) {
    Iterator<Map.Entry<Model, WorkerModel>> oldest = copies.entrySet().iterator();
    while (bytes + needed > budgetBytes && oldest.hasNext()) {
      Map.Entry<Model, WorkerModel> entry = oldest.next();
      bytes -= entry.getKey().sizeBytes();
      entry.getValue().close();
      oldest.remove();
    }
  }

  int size() {
    return copies.size();
  }

  @Override
  public void close() {
    copies.values().forEach(WorkerModel::close);
    copies.clear();
    bytes = 0;
  }
}
