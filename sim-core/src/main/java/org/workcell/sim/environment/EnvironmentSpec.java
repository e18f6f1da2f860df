package org.workcell.sim.environment;

import org.workcell.sim.control.CommandPath;
import org.workcell.sim.engine.Engine;

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

  /**
   * Checks what can be known of reset options before the task sees them.
   *
   * @throws IllegalArgumentException if task or variation do not exist here, or the context has
   *     another length or is not finite
   */
  public void requireValid(ResetOptions options) {
    if (options.task().isPresent() && !options.task().get().equals(id())) {
      throw new IllegalArgumentException(
          "an environment of task %s cannot start an episode of task %s"
              .formatted(id(), options.task().get()));
    }
    int variations = task.variations().size();
    if (options.variation().isPresent()
        && (options.variation().getAsInt() < 0 || options.variation().getAsInt() >= variations)) {
      throw new IllegalArgumentException(
          "task %s has no variation %d; expected 0..%d"
              .formatted(id(), options.variation().getAsInt(), variations - 1));
    }
    options.context().ifPresent(this::requireValidContext);
  }

  private void requireValidContext(double[] values) {
    if (values.length != task.context().size()) {
      throw new IllegalArgumentException(
          "a context of task %s has %d numbers, not %d"
              .formatted(id(), task.context().size(), values.length));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "context[%d] of task %s is %s; expected a finite number".formatted(i, id(), values[i]));
      }
    }
  }

  /** The task's id. */
  public String id() {
    return task.id();
  }
}
