package org.workcell.sim.physics;

import org.workcell.mujoco.global.MuJoCo;
import org.workcell.mujoco.mjData;
import org.workcell.sim.engine.EngineException;

/**
 * Room for one whole copy of a simulation: its state and all that derives from it, contacts and
 * warnings included, as it lies in memory. Unlike {@link Physics#writeState}, restoring recomputes
 * nothing, so that readings, too, are those of before. Actuator stages and other engines keep their
 * own state, which neither call touches. Belongs to the simulation, which frees it; one thread at a
 * time.
 */
public final class Checkpoint {

  private final Physics physics;
  private mjData copy;
  private boolean taken;

  /**
   * Room for a copy of this simulation.
   *
   * @throws EngineException if there is no memory for it
   */
  public Checkpoint(Physics physics) {
    this.physics = physics;
    physics.enter();
    try {
      copy = MuJoCo.mj_makeData(physics.model());
      if (copy == null || copy.isNull()) {
        throw new EngineException(
            "no memory for a copy of %s; close environments or raise the memory limit"
                .formatted(physics));
      }
      physics.guard().whenClosed(this::free);
    } finally {
      physics.leave();
    }
  }

  private void free() {
    MuJoCo.mj_deleteData(copy);
    copy = null;
  }

  /** Copies the simulation as it is now; a copy of before is lost. */
  public void take() {
    physics.enter();
    try {
      MuJoCo.mj_copyData(copy, physics.model(), physics.open());
      taken = true;
    } finally {
      physics.leave();
    }
  }

  /**
   * Makes the simulation what it was at the last {@link #take}.
   *
   * @throws IllegalStateException if nothing has been copied yet
   */
  public void restore() {
    if (!taken) {
      throw new IllegalStateException("%s has no copy to go back to yet".formatted(physics));
    }
    physics.enter();
    try {
      MuJoCo.mj_copyData(physics.open(), physics.model(), copy);
    } finally {
      physics.leave();
    }
  }
}
