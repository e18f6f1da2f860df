package org.workcell.sim.vector;

import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.task.TaskSpec;

/**
 * Rows of a vector as their own tasks have them: without what other tasks of the vector add. One
 * thread at a time.
 */
public final class OwnRows {

  private final VectorCore core;
  private final BatchStorage[] ofMember;

  OwnRows(VectorCore core) {
    this.core = core;
    this.ofMember = new BatchStorage[core.members().ids().size()];
  }

  /** The task that a row of a batch shows. */
  public TaskSpec task(VectorBatch batch, int row) {
    return core.members().task(batch.task(row));
  }

  /** The observation of a row, in row 0 of a batch that the next call may overwrite. */
  public BatchStorage observation(VectorBatch batch, int row) {
    int member = batch.task(row);
    BatchStorage own = own(member);
    RowPadding padding = core.members().padding(member);
    if (padding != null) {
      padding.readObservation(batch.rows(), row, own);
      return own;
    }
    for (int block = 0; block < own.observationCount(); block++) {
      batch.rows().observation(block).copyRow(row, own.observation(block), 0);
    }
    return own;
  }

  /** Writes an action of the row's task into a row of actions that all tasks share. */
  public void writeAction(VectorBatch batch, int row, double[] action, BatchBlock target, int to) {
    int member = batch.task(row);
    BatchStorage own = own(member);
    own.action().putRow(0, action);
    RowPadding padding = core.members().padding(member);
    if (padding == null) {
      own.action().copyRow(0, target, to);
    } else {
      padding.writeAction(own.action(), target, to);
    }
  }

  private BatchStorage own(int member) {
    if (ofMember[member] == null) {
      ofMember[member] = BatchStorage.allocate(core.members().task(member).layout(), 1);
    }
    return ofMember[member];
  }
}
