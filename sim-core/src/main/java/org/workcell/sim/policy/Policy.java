package org.workcell.sim.policy;

import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.random.SeedStreams;

/**
 * Chooses actions for rows of a batch: reads their observation blocks and writes their action
 * block. Deterministic given the seeds of each row's episode; rows never influence each other. One
 * thread at a time.
 */
public interface Policy extends AutoCloseable {

  /** The name in reports. */
  String name();

  /** A new episode begins in a row. */
  void start(int row, SeedStreams seeds);

  /** Writes the actions of rows {@code firstRow} to {@code firstRow + rowCount - 1}. */
  void act(BatchStorage batch, int firstRow, int rowCount);

  /** Frees what the policy holds. Idempotent. */
  @Override
  default void close() {}
}
