package org.workcell.policies;

/** How an action is chosen from the distribution that a network gives. */
public enum Choice {
  /** Drawn, from each episode's stream {@code policy}. */
  SAMPLE,
  /** The most likely one: the mean, or the most likely token of each element. */
  MODE
}
