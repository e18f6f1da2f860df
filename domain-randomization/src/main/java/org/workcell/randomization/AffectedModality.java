package org.workcell.randomization;

/**
 * What a factor changes directly. Consequences do not count: an object that was moved is a change
 * of {@link #STATE}, although images and observations show it, too.
 */
public enum AffectedModality {
  /** The model's physics and the simulation's state: sizes, masses, contacts, initial positions. */
  STATE("states"),
  /** Commands on their way to the simulation. */
  COMMANDS("commands"),
  /** Observations on their way to the policy; images are not among them. */
  OBSERVATIONS("observations"),
  /** Images alone: state, reward and time are those without the factor. */
  IMAGES("pictures"),
  /** The instruction alone. */
  INSTRUCTION("words");

  private final String label;

  AffectedModality(String label) {
    this.label = label;
  }

  /** Whether states, observations of numbers, rewards and times stay those without the factor. */
  public boolean leavesStatesUnchanged() {
    return this == IMAGES || this == INSTRUCTION;
  }

  /** What reports call it. */
  public String label() {
    return label;
  }
}
