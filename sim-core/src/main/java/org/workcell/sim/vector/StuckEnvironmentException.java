package org.workcell.sim.vector;

import java.time.Duration;

/** An environment took longer for one call than allowed, and was given up and rebuilt. */
public final class StuckEnvironmentException extends RuntimeException {

  private static final long serialVersionUID = 1;

  StuckEnvironmentException(EnvironmentSlot slot, Duration limit) {
    super(
        "environment %d (%s) did not answer within %s; it was given up and rebuilt"
            .formatted(
                slot.index(),
                slot.vector().members().task(slot.environment().member()).id(),
                limit));
  }
}
