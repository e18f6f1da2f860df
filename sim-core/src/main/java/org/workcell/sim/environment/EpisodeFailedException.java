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
}
