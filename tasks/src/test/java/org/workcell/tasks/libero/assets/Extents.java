package org.workcell.tasks.libero.assets;

import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;

/** Axis-aligned extents, in the world, of all geoms of bodies other than the world. */
record Extents(double[] low, double[] high) {

  private static final int CAPSULE = 3;

  static Extents of(Physics physics) {
    Model model = physics.scene();
    double[] boxes = model.values(ModelField.GEOM_AABB);
    double[] sizes = model.values(ModelField.GEOM_SIZE);
    int[] bodies = model.structure("geom_bodyid");
    int[] types = model.structure("geom_type");
    double[] low = {9, 9, 9};
    double[] high = {-9, -9, -9};
    for (int geom = 0; geom < bodies.length; geom++) {
      if (bodies[geom] == 0) {
        continue;
      }
      for (int axis = 0; axis < 3; axis++) {
        double centre = physics.geomPos().get(geom, axis);
        double half = 0;
        for (int column = 0; column < 3; column++) {
          double turn = physics.geomMat().get(geom, 3 * axis + column);
          centre += turn * boxes[6 * geom + column];
          half += Math.abs(turn) * boxes[6 * geom + 3 + column];
        }
        if (types[geom] == CAPSULE) {
          double along = Math.abs(physics.geomMat().get(geom, 3 * axis + 2));
          half = sizes[3 * geom] + along * sizes[3 * geom + 1];
        }
        low[axis] = Math.min(low[axis], centre - half);
        high[axis] = Math.max(high[axis], centre + half);
      }
    }
    return new Extents(low, high);
  }
}
