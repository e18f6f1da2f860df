package org.workcell.randomization;

/** Where a policy can notice what a factor changes. */
enum SeenIn {
  /** Pictures alone: state, reward and time are those without it. */
  PICTURES,
  /** The instruction alone. */
  WORDS,
  EVERYTHING
}
