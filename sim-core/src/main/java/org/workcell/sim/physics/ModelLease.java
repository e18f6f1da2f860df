package org.workcell.sim.physics;

import java.util.concurrent.atomic.AtomicBoolean;
import org.workcell.mujoco.mjModel;

/**
 * Keeps the native memory of a {@link Model} alive for one user, whether or not the model's owner
 * closes it meanwhile. Thread-safe; closing is idempotent.
 */
public final class ModelLease implements AutoCloseable {

  private final Model model;
  private final mjModel handle;
  private final AtomicBoolean closed = new AtomicBoolean();

  ModelLease(Model model, mjModel handle) {
    this.model = model;
    this.handle = handle;
  }

  /** The native model, for as long as this lease is open. */
  public mjModel handle() {
    return handle;
  }

  /** Gives the memory back; it is freed when the owner and all users have done so. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      model.release();
    }
  }
}
