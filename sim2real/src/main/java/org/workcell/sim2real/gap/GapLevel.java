package org.workcell.sim2real.gap;

/** How large differences are. */
public enum GapLevel {
  /** As between good robots. */
  MILD,
  /** As between hobby servos. */
  HARD
}
