package org.workcell.sim.control;

import org.workcell.sim.physics.StageProgram;

/**
 * Something between the controls that a controller writes and each physics step, computed in native
 * code: a delay, a servo, friction. Belongs to one environment.
 */
public interface ActuatorStage {

  /**
   * Appends this to a program.
   *
   * @return its number in the program
   * @throws IllegalArgumentException if it does not fit the scene
   */
  int addTo(StageProgram.Builder program);

  /** Where its memory lies, once the program is complete. */
  default void attached(StageProgram program, int stage) {}
}
