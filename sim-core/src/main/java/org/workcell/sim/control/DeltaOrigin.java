package org.workcell.sim.control;

/** What deltas are added to. */
public enum DeltaOrigin {
  /** Where the arm is. What holds it back does not add up, but what pulls it away does. */
  MEASURED,
  /** Where the controller last asked it to be; at first, where it is. */
  TARGET
}
