package org.workcell.sim.physics;

/**
 * Another engine that moves the joints of one simulation. MuJoCo keeps the state, works out what
 * acts on the joints, and derives everything that is read; only the motion of a physics step is
 * that of the other engine. Belongs to the simulation, which closes it. One thread at a time;
 * {@link #advance} allocates nothing. Closing is idempotent.
 */
public interface Dynamics extends AutoCloseable {

  /** Moves the joints by one physics step. */
  void advance(JointStep step);

  @Override
  void close();
}
