package org.workcell.sim.physics;

/** Parameters that no rigid body can have: a mass that is not positive, moments of no mass. */
public final class UnphysicalException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  /** An error with its whole explanation. */
  public UnphysicalException(String message) {
    super(message);
  }
}
