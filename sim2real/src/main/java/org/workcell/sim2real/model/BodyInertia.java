package org.workcell.sim2real.model;

import org.workcell.sim.kinematics.Rotations;
import org.workcell.sim.physics.FrameFlags;
import org.workcell.sim.physics.InertiaShape;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.UnphysicalException;

/**
 * Mass, centre of mass and inertia of one body while parameters are applied; becomes edits once all
 * of them are known. One thread at a time.
 */
final class BodyInertia {

  static final int COM = 1;
  static final int INERTIA = 4;
  static final int SHAPE = 10;
  static final int COUNT = 16;

  private final String name;
  private final int body;
  private final FrameFlags flags;
  private final double[] nominal = new double[COUNT];
  private final double[] values = new double[COUNT];
  private final double[] inertia = new double[Symmetric3.SIZE];
  private final double[] shape = new double[Symmetric3.SIZE];
  private final double[] moments = new double[3];
  private final double[] axes = new double[9];
  private final double[] quat = new double[4];
  private boolean movesCentre;
  private boolean changesInertia;
  private boolean hasShape;

  BodyInertia(Model model, int body, FrameFlags flags) {
    this.name = model.names(ObjectKind.BODY).get(body);
    this.body = body;
    this.flags = flags;
    nominal[0] = model.get(ModelField.BODY_MASS, body);
    double[] principal = new double[3];
    for (int i = 0; i < 3; i++) {
      nominal[COM + i] = model.get(ModelField.BODY_IPOS, 3 * body + i);
      principal[i] = model.get(ModelField.BODY_INERTIA, 3 * body + i);
    }
    for (int i = 0; i < 4; i++) {
      quat[i] = model.get(ModelField.BODY_IQUAT, 4 * body + i);
    }
    Rotations.fromQuatWxyz(quat, 0, axes);
    Symmetric3.compose(axes, principal, 0, inertia);
    System.arraycopy(inertia, 0, nominal, INERTIA, Symmetric3.SIZE);
    reset();
  }

  int body() {
    return body;
  }

  /** Says that a number will be set, so that what is not named keeps its compiled value. */
  void use(int number) {
    movesCentre |= number >= COM && number < INERTIA;
    boolean raw = number >= INERTIA && number < SHAPE;
    if (number >= SHAPE && !hasShape) {
      InertiaShape.fromInertia(nominal[0], inertia, shape);
      System.arraycopy(shape, 0, nominal, SHAPE, Symmetric3.SIZE);
    }
    if ((raw && hasShape) || (number >= SHAPE && changesInertia && !hasShape)) {
      throw new IllegalArgumentException(
          "body '%s' has parameters inertia_ and log_cholesky_; use one of the two"
              .formatted(name));
    }
    hasShape |= number >= SHAPE;
    changesInertia |= number >= INERTIA;
    reset();
  }

  double nominal(int number) {
    return nominal[number];
  }

  void reset() {
    System.arraycopy(nominal, 0, values, 0, COUNT);
  }

  void set(int number, double value) {
    values[number] = value;
  }

  /** Writes the edits. */
  void edit(ModelEdits edits) {
    if (!(values[0] > 0)) {
      throw new UnphysicalException(
          "the mass of body '%s' is %s kg; expected a positive one".formatted(name, values[0]));
    }
    edits.set(ModelField.BODY_MASS, body, values[0]);
    if (movesCentre) {
      for (int i = 0; i < 3; i++) {
        edits.set(ModelField.BODY_IPOS, 3 * body + i, values[COM + i]);
      }
    }
    if (changesInertia) {
      editInertia(edits);
    }
    if (movesCentre) {
      flags.reveal(edits, ModelField.BODY_IPOS, 3 * body);
    }
    if (changesInertia) {
      flags.reveal(edits, ModelField.BODY_IQUAT, 4 * body);
    }
  }

  private void editInertia(ModelEdits edits) {
    if (hasShape) {
      System.arraycopy(values, SHAPE, shape, 0, Symmetric3.SIZE);
      InertiaShape.toInertia(values[0], shape, inertia);
    } else {
      System.arraycopy(values, INERTIA, inertia, 0, Symmetric3.SIZE);
    }
    Symmetric3.decompose(inertia, moments, axes);
    if (!InertiaShape.isPhysical(moments)) {
      throw new UnphysicalException(
          "the inertia of body '%s' has the principal moments %s, %s, %s kg m^2, which no rigid body has"
              .formatted(name, moments[0], moments[1], moments[2]));
    }
    Rotations.toQuatWxyz(axes, quat);
    for (int i = 0; i < 3; i++) {
      edits.set(ModelField.BODY_INERTIA, 3 * body + i, moments[i]);
    }
    for (int i = 0; i < 4; i++) {
      edits.set(ModelField.BODY_IQUAT, 4 * body + i, quat[i]);
    }
  }
}
