package org.workcell.sim.task;

import java.util.Arrays;
import java.util.Locale;

/** Whose behaviour an environment has. */
public enum Profile {
  /** Seeds, history-independence and snapshots hold; known upstream defects are fixed. */
  STRICT,
  /** Upstream's behaviour, faults included. */
  COMPAT;

  /** The name on command lines and in reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The profile of a label.
   *
   * @throws IllegalArgumentException naming the labels there are
   */
  public static Profile ofLabel(String label) {
    return Arrays.stream(values())
        .filter(profile -> profile.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "profile '%s' does not exist; use strict or compat".formatted(label)));
  }
}
