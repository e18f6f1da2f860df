package org.workcell.sim.vector;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.WorkerModel;

/**
 * A worker's copies of the models it works with: made on first use; closed when the scene has been
 * closed, and the least recently used when all together exceed a budget. One thread at a time.
 */
final class WorkerModels implements AutoCloseable {

  private final long budgetBytes;
  private final Map<Model, Copy> copies = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** A copy and its size, which a closed scene can't tell any more. */
  private record Copy(WorkerModel model, long bytes) {}

  WorkerModels(long budgetBytes) {
    this.budgetBytes = budgetBytes;
  }

  /** This worker's copy of a model. */
  WorkerModel of(Model base) {
    Copy copy = copies.get(base);
    if (copy == null) {
      closeThoseOfClosedScenes();
      makeRoom(base.sizeBytes());
      copy = new Copy(new WorkerModel(base), base.sizeBytes());
      copies.put(base, copy);
      bytes += copy.bytes;
    }
    return copy.model;
  }

  private void closeThoseOfClosedScenes() {
    Iterator<Map.Entry<Model, Copy>> each = copies.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<Model, Copy> entry = each.next();
      if (entry.getKey().isClosed()) {
        close(entry.getValue());
        each.remove();
      }
    }
  }

  private void makeRoom(long needed) {
    Iterator<Map.Entry<Model, Copy>> oldest = copies.entrySet().iterator();
    while (bytes + needed > budgetBytes && oldest.hasNext()) {
      close(oldest.next().getValue());
      oldest.remove();
    }
  }

  private void close(Copy copy) {
    bytes -= copy.bytes;
    copy.model.close();
  }

  int size() {
    return copies.size();
  }

  @Override
  public void close() {
    copies.values().forEach(copy -> copy.model.close());
    copies.clear();
    bytes = 0;
  }
}
