package org.workcell.bullet;

/** How Bullet treats what its multibody lacks, and what it adds by itself. */
enum BulletMode {
  /** As the model says: rotors and damping are solved in joint space, and nothing is added. */
  CORRECTED(
      "bullet",
      "Bullet's multibody, with rotors, implicit damping, dry friction and limits solved beside it",
      false,
      true,
      0),
  /** What Bullet alone makes of the model. */
  PLAIN(
      "bullet-plain",
      "Bullet as it comes: rotors inside links, explicit damping, links damped by 0.04",
      true,
      false,
      0.04);

  private final String engine;
  private final String description;
  private final boolean rotorsInLinks;
  private final boolean implicitDamping;
  private final double linkDamping;

  BulletMode(
      String engine,
      String description,
      boolean rotorsInLinks,
      boolean implicitDamping,
      double linkDamping) {
    this.engine = engine;
    this.description = description;
    this.rotorsInLinks = rotorsInLinks;
    this.implicitDamping = implicitDamping;
    this.linkDamping = linkDamping;
  }

  /** Name of the engine in this mode. */
  String engine() {
    return engine;
  }

  String description() {
    return description;
  }

  /** Whether rotors are part of the links that they turn, so that other joints move them, too. */
  boolean rotorsInLinks() {
    return rotorsInLinks;
  }

  /** Whether forces that fall with velocity are taken at the end of a step. */
  boolean implicitDamping() {
    return implicitDamping;
  }

  /** Bullet's damping of the velocities of links, linear and angular. */
  double linkDamping() {
    return linkDamping;
  }
}
