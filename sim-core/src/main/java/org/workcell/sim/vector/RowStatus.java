package org.workcell.sim.vector;

/** What a row of a {@link VectorBatch} shows. */
public enum RowStatus {
  /** The environment took no part in the call; the row repeats its previous one. */
  IDLE,
  /** Results of a step, or of an action chunk. */
  STEPPED,
  /** The first observation of an episode; no step was taken. */
  RESET,
  /** A state that was restored from a snapshot. */
  RESTORED,
  /**
   * The environment failed; {@link VectorBatch#failure} says why. If its episode is lost the row is
   * truncated, the environment has been rebuilt, and the next step resets it, or the caller does
   * where autoreset is disabled. If not, for example after an action that is not finite, nothing
   * has happened and the episode goes on.
   */
  FAILED
}
