package org.workcell.sim.policy;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A policy has no usable answer for some environments. It is thrown after all others were answered,
 * so that what becomes of an environment does not depend on which ones are asked together.
 */
public final class PolicyAnswerException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  private final transient Map<Integer, String> failures;

  /**
   * Names the environments without an answer.
   *
   * @param failures why, by environment; the words name no environment
   */
  public PolicyAnswerException(Map<Integer, String> failures) {
    super(failures.values().iterator().next());
    this.failures = Collections.unmodifiableMap(new TreeMap<>(failures));
  }

  /** Why there is no answer, by environment. */
  public Map<Integer, String> failures() {
    return failures;
  }
}
