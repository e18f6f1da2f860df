package org.workcell.tasks.rlbench.control;

/** Why an action was not carried out; the ordinal is the number in the column. */
public enum InvalidAction {
  /** It was. */
  NONE,
  /** The quaternion has not length 1. */
  NO_UNIT_QUATERNION,
  /** The target lies outside of the space above the table that RLBench allows. */
  OUTSIDE,
  /** No joint positions reach the target. */
  UNREACHABLE,
  /** The target can be reached, but no free path to it was found. */
  BLOCKED
}
