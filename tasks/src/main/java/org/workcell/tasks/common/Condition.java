package org.workcell.tasks.common;

/**
 * A condition on the present state of a simulation. It reads arrays as they are, recomputes
 * nothing, and allocates nothing. On the thread of the simulation.
 */
@FunctionalInterface
public interface Condition {

  /** Whether it holds now. */
  boolean holds();
}
