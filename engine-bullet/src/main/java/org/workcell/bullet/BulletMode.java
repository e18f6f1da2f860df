package org.workcell.bullet;

import java.util.List;

/** How Bullet is to treat what its multibody lacks, and what it adds by itself. */
enum BulletMode {
  /** Rotors, implicit damping, friction and limits are solved in joint space; nothing is added. */
  CORRECTED(
      "bullet",
      "Bullet's multibody; rotors, damping, dry friction and limits solved beside it");

  private final String engine;
  private final String description;

  BulletMode(String engine, String description) {
    this.engine = engine;
    this.description = description;
  }

  /** Name of the engine in this mode. */
  String engine() {
    return engine;
  }

  String description() {
    return description;
  }

  /** Whether forces that fall with velocity are taken at the end of a step. */
  boolean implicitDamping() {
    return true;
  }

  /** Damping of the velocities of links. */
  double linkDamping() {
    return 0;
  }

  /** Links with the rotors that belong to them in this mode. */
  List<Link> links(List<Link> bare, double[] rotors) {
    return bare;
  }

  /** Rotors that are solved for in joint space. */
  double[] jointArmature(double[] rotors) {
    return rotors;
  }
}
