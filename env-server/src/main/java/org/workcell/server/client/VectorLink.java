package org.workcell.server.client;

import org.workcell.sim.vector.RemoteBatches;
import org.workcell.sim.wire.WireMessage;

/**
 * How the actions of one vector reach the server, and how its batches come from there. Used by the
 * thread of its connection.
 */
public interface VectorLink extends AutoCloseable {

  /** The batches; after a call returns, {@link RemoteBatches#current} has its results. */
  RemoteBatches batches();

  /**
   * Begins a step of all rows with the actions in the latest batch; {@link #finishStep} follows.
   */
  void startStep();

  /**
   * Waits for the results of the step that has begun.
   *
   * @throws ServerException if the server refuses it
   */
  void finishStep();

  /**
   * Steps some rows with the actions that they have in the latest batch.
   *
   * @throws ServerException if the server refuses it
   */
  void step(int[] environments);

  /**
   * Makes another call whose answer is results.
   *
   * @param environments the rows that it concerns, in the order of the call; null for all
   * @return the answer, which may have more tensors than results
   * @throws ServerException if the server refuses it
   */
  WireMessage call(WireMessage call, int[] environments);

  /** Lets go of the memory, which stays readable as long as somebody refers to it. Idempotent. */
  @Override
  void close();
}
