package org.workcell.sim2real.forward;

import org.workcell.sim2real.optimize.WeakDirection;

/**
 * An unknown that the logs cannot tell.
 *
 * @param unknown that stays at its start value
 * @param direction the combination that made it so
 */
record Frozen(Unknown unknown, WeakDirection direction) {

  /** For the parameter file. */
  String note() {
    return direction.names().size() == 1
        ? "the logs do not tell it"
        : "the logs do not tell the combination " + direction;
  }
}
