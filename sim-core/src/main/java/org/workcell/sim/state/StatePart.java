package org.workcell.sim.state;

/** Something whose variables belong into a snapshot. {@link #load} reads exactly what was saved. */
public interface StatePart {

  /** Writes all variables that determine how the episode goes on. */
  void save(StateWriter writer);

  /** Takes over variables of {@link #save}. */
  void load(StateReader reader);
}
