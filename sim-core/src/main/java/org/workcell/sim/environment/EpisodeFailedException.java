package org.workcell.sim.environment;

/**
 * An episode cannot go on: the simulation diverged, the engine refused or a task failed. The
 * environment is usable again after a reset.
 */
public final class EpisodeFailedException extends RuntimeException {

  /** An error with its cause. */
  public EpisodeFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** An episode that a fault of the simulation or of its task has ended. */
  static EpisodeFailedException of(
      EnvironmentSpec spec, long seed, String what, RuntimeException cause) {
    return new EpisodeFailedException(
        "episode with seed %d of %s %s: %s".formatted(seed, spec.id(), what, cause.getMessage()),
        cause);
  }
}
