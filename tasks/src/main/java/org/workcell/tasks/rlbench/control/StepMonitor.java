package org.workcell.tasks.rlbench.control;

/** Watches the control steps of an environment. */
public interface StepMonitor {

  /**
   * A control step has passed.
   *
   * @return whether the episode is decided, so that a macro action stops
   */
  boolean afterControlStep();

  /** The fingers have come to rest after closing. */
  void closed();

  /** The fingers are about to open. */
  void opening();

  /** Names of the bodies that the hand carries now. */
  String[] carried();
}
