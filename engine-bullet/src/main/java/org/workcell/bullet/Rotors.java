package org.workcell.bullet;

import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;

/** Inertia of rotors, which belongs to a joint and to no link: MuJoCo's armature. */
final class Rotors {

  private Rotors() {}

  /** By degree of freedom, kg m² or kg, in a new array. */
  static double[] of(Model model) {
    return model.values(ModelField.DOF_ARMATURE);
  }
}
