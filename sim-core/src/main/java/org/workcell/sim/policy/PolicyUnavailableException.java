package org.workcell.sim.policy;

/**
 * A policy answers nobody any more: its process ended, its code failed, or its user stopped it. A
 * run ends with it; episodes that have ended are kept.
 */
public final class PolicyUnavailableException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  private final boolean cancelled;

  private PolicyUnavailableException(String message, Throwable cause, boolean cancelled) {
    super(message, cause);
    this.cancelled = cancelled;
  }

  /**
   * The policy failed.
   *
   * @param message which policy, and why
   * @param cause what was thrown, or null
   */
  public static PolicyUnavailableException failed(String message, Throwable cause) {
    return new PolicyUnavailableException(message, cause, false);
  }

  /** The user of the policy stopped it: an interruption, not a fault. */
  public static PolicyUnavailableException cancelled(String message) {
    return new PolicyUnavailableException(message, null, true);
  }

  /** Whether the user stopped it. */
  public boolean isCancelled() {
    return cancelled;
  }
}
