package org.workcell.sim.environment;

import org.workcell.sim.control.CommandPath;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSpec;

/**
 * Everything that identifies an environment and its numbers.
 *
 * @param task the task as seen from outside
 * @param options profile and settings
 * @param horizon steps after which an episode is truncated; may differ from the task's own
 * @param ignoresTerminations whether episodes run to the horizon whatever the task says
 * @param engine the physics engine
 * @param assetPack {@code builtin} or {@code upstream}
 * @param assetsSha256 checksum of the scene's files
 * @param commandPath identities of what callers put between actions and physics
 * @param randomization identity of what varies the episodes; {@code none} where nothing does
 */
public record EnvironmentSpec(
    TaskSpec task,
    TaskOptions options,
    int horizon,
    boolean ignoresTerminations,
    Engine.Identity engine,
    String assetPack,
    String assetsSha256,
    CommandPath commandPath,
    String randomization) {

  /** Checks whether the horizon and the memory of an episode's actions are within bounds. */
  public EnvironmentSpec {
    EnvironmentOptions.requireHorizon(horizon);
    long bytes = (long) horizon * task.action().size() * task.action().type().bytes();
    if (bytes > ActionLog.MOST_BYTES) {
      throw new IllegalArgumentException(
          "%d actions of %d elements take %d bytes, and an episode keeps %d at most; use a shorter horizon"
              .formatted(horizon, task.action().size(), bytes, ActionLog.MOST_BYTES));
    }
  }

  /**
   * Checks what can be known of reset options before the task sees them.
   *
   * @throws IllegalArgumentException if task or variation do not exist here, the seed is none that
   *     the task takes, or the context has another length or is not finite
   */
  public void requireValid(ResetOptions options) {
    task.requireValid(options);
  }

  /** The task's id. */
  public String id() {
    return task.id();
  }
}
