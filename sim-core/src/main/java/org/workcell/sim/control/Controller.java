package org.workcell.sim.control;

import java.util.List;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StatePart;

/**
 * Turns an action into a command and a command into motion. Belongs to one environment; one thread
 * at a time; no method allocates.
 */
public interface Controller extends StatePart {

  /**
   * An episode begins; the physics is up to date. A task calls it at the end of its start, and
   * again where what randomizes the episode has moved the robot. A controller without variables has
   * nothing to do.
   */
  default void start(Physics physics) {}

  /** Names, units and kinds of the command vector. */
  CommandSpec commandSpec();

  /**
   * The controller's own part in every physics step, in front of the stages of callers; asked for
   * once. Stages become active when an episode begins, after the task has set it up.
   */
  default List<ActuatorStage> stages() {
    return List.of();
  }

  /**
   * Reads an action, finite numbers in the units of the spec, and writes the command that it asks
   * for.
   */
  void toCommand(double[] action, Physics physics, double[] command);

  /**
   * Carries out a command for one control period: writes controls and motion-capture targets, and
   * advances the physics.
   */
  void advance(double[] command, Physics physics);
}
