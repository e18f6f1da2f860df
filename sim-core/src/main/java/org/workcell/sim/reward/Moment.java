package org.workcell.sim.reward;

import java.util.Locale;

/** When in an episode something was observed that a reward model reads. */
public enum Moment {
  /** At the reset. */
  FIRST,
  /** Before the action of a step. */
  BEFORE,
  /** After the action of a step. */
  AFTER;

  /** The name in files: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
