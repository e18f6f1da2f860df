package org.workcell.sim.vector;

/** When an environment whose episode has ended starts the next one, as in Gymnasium 1.x. */
public enum Autoreset {
  /**
   * The step after the end ignores its action, resets, and returns the first observation with
   * reward 0 and both flags false.
   */
  NEXT_STEP,
  /**
   * The step that ends an episode returns its reward and flags with the first observation of the
   * next episode; the last observation and info are kept beside it.
   */
  SAME_STEP,
  /** The caller resets; stepping an environment whose episode has ended is an error. */
  DISABLED
}
