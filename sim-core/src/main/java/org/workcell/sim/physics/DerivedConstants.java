package org.workcell.sim.physics;

import java.util.List;
import org.workcell.mujoco.global.MuJoCo;
import org.workcell.mujoco.mjData;
import org.workcell.mujoco.mjModel;

/**
 * Works out the constants that the engine derives from masses, inertias and armatures ({@code
 * mj_setConst}). What counts as changed is the difference to the same computation on the unchanged
 * model, because the compiler's own values may differ from it in their last bits. One thread at a
 * time.
 */
final class DerivedConstants implements AutoCloseable {

  private static final List<ModelField> DERIVED =
      List.of(
          ModelField.BODY_SUBTREEMASS,
          ModelField.BODY_INVWEIGHT0,
          ModelField.DOF_INVWEIGHT0,
          ModelField.DOF_INERTIA0,
          ModelField.MEAN_INERTIA,
          ModelField.TENDON_INVWEIGHT0,
          ModelField.ACTUATOR_ACC0);

  private final mjModel base;
  private final Model copy;
  private final double[][] unchanged;
  private mjData scratch;

  /** Borrows a copy of a model, without edits: {@link #of} changes it and puts it back. */
  DerivedConstants(mjModel base, Model copy) {
    this.base = base;
    this.copy = copy;
    this.scratch = MuJoCo.mj_makeData(copy.handle());
    try {
      this.unchanged = derive(new ModelEdits());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  ModelEdits of(ModelEdits dynamics) {
    double[][] changed = derive(dynamics);
    ModelEdits edits = new ModelEdits();
    for (int i = 0; i < changed.length; i++) {
      for (int index = 0; index < changed[i].length; index++) {
        if (changed[i][index] != unchanged[i][index]) {
          edits.set(DERIVED.get(i), index, changed[i][index]);
        }
      }
    }
    return edits;
  }

  /** The derived arrays under these edits; the copy is as the base afterwards. */
  private double[][] derive(ModelEdits dynamics) {
    mjModel model = copy.handle();
    try {
      for (int i = 0; i < dynamics.size(); i++) {
        copy.array(dynamics.field(i)).set(dynamics.index(i), dynamics.value(i));
      }
      MuJoCo.mj_resetData(model, scratch);
      MuJoCo.mj_setConst(model, scratch);
      return DERIVED.stream().map(copy::values).toArray(double[][]::new);
    } finally {
      MuJoCo.mj_copyModel(model, base);
    }
  }

  /** Frees the scratch state. Idempotent. */
  @Override
  public void close() {
    if (scratch != null) {
      MuJoCo.mj_deleteData(scratch);
      scratch = null;
    }
  }
}
