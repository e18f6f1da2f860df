package org.workcell.tasks.rlbench.goal;

import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;

/** A box-shaped site in which things are detected. */
final class SensorBox {

  private static final int BOX = 6;

  private final Physics physics;
  private final int site;
  private final double[] half = new double[3];
  private final double[] centre = new double[3];
  private final double[] axes = new double[9];

  SensorBox(Physics physics, String name) {
    Model model = physics.scene();
    this.physics = physics;
    this.site = model.site(name);
    if (model.structure("site_type")[site] != BOX) {
      throw new IllegalArgumentException(
          "sensor %s of scene %s is no box; give its site type=\"box\""
              .formatted(name, model.name()));
    }
    for (int i = 0; i < 3; i++) {
      half[i] = model.get(ModelField.SITE_SIZE, 3 * site + i);
    }
  }

  /** Reads where the box is now. */
  void locate() {
    physics.sitePos().readRow(site, centre);
    physics.siteMat().readRow(site, axes);
  }

  double half(int axis) {
    return half[axis];
  }

  double[] centre() {
    return centre;
  }

  double[] axes() {
    return axes;
  }

  /** Whether a point of the world lies inside, once the box is located. */
  boolean contains(double[] point) {
    for (int axis = 0; axis < 3; axis++) {
      double along = 0;
      for (int i = 0; i < 3; i++) {
        along += axes[3 * i + axis] * (point[i] - centre[i]);
      }
      if (Math.abs(along) > half[axis]) {
        return false;
      }
    }
    return true;
  }
}
