package org.workcell.sim.batch;

import java.util.Locale;

/**
 * Statistics of an episode that accompany each step, in the order of the columns of {@link
 * BatchStorage#episode}. They are final at the step that ends the episode.
 */
public enum EpisodeColumn {
  /** Sum of rewards. */
  RETURN,
  /** Steps taken. */
  STEPS,
  /** 1 if any step met the success rule. */
  SUCCESS_ONCE,
  /** 1 if the last step met it. */
  SUCCESS_AT_END,
  /** 1-based step that met it first; 0 if none did. */
  FIRST_SUCCESS_STEP;

  /** The name that clients see, for example {@code success_once}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
