package org.workcell.sim.batch;

/** Whose action a step carries out. A row holds the number, which is the order here. */
public enum Actor {
  /** The policy: the action block. */
  POLICY,
  /** Somebody who takes over from the policy: the intervention block. */
  INTERVENTION,
  /** Nobody: the action of the step before, once more. */
  HOLD;

  private static final Actor[] ALL = values();

  /**
   * The actor of a number.
   *
   * @throws IllegalArgumentException if there is no such actor
   */
  public static Actor of(int number) {
    if (number < 0 || number >= ALL.length) {
      throw new IllegalArgumentException(
          "there is no actor %d; use 0 (policy), 1 (intervention) or 2 (hold)".formatted(number));
    }
    return ALL[number];
  }

  /** The number in the memory of a batch. */
  public int number() {
    return ordinal();
  }
}
