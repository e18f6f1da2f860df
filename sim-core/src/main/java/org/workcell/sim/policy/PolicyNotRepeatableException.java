package org.workcell.sim.policy;

/**
 * A policy was asked again with what it had just been asked with, and answered differently. A run
 * with such a policy cannot be repeated.
 */
public final class PolicyNotRepeatableException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  private final int environment;

  /**
   * Names an environment whose answers differ.
   *
   * @param environment the number by which the policy knows it
   * @param message what differs; the words name no environment
   */
  public PolicyNotRepeatableException(int environment, String message) {
    super(message);
    this.environment = environment;
  }

  /** The number by which the policy knows the environment. */
  public int environment() {
    return environment;
  }
}
