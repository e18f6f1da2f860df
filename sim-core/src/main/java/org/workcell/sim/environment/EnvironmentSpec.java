package org.workcell.sim.environment;

import org.workcell.sim.engine.Engine;

/**
 * Everything that identifies an environment and its numbers.
 *
 * @param task the task as seen from outside
 * @param options profile and settings
 * @param horizon steps after which an episode is truncated; may differ from the task's own
 * @param engine the physics engine
 * @param assetPack {@code builtin} or {@code upstream}
 * @param assetsSha256 checksum of the scene's files
 */
public record EnvironmentSpec(
    TaskSpec task,
    TaskOptions options,
    int horizon,
    Engine.Identity engine,
    String assetPack,
    String assetsSha256) {

  /** The task's id. */
  public String id() {
    return task.id();
  }
}
