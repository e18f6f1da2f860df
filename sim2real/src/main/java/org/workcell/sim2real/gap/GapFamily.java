package org.workcell.sim2real.gap;

/** Kinds of differences between a robot and its model. */
public enum GapFamily {
  /** None. */
  G0("no difference but noise"),
  /** Masses and centre of mass. */
  G1("mass of a link, mass and centre of mass at the end"),
  /** Servo gains, damping and armature. */
  G2("stiffness, damping and armature of every joint"),
  /** Coulomb friction. */
  G3("Coulomb friction in every joint"),
  /** Friction that falls with speed and grows with load. */
  G4("Stribeck and load-dependent friction (model M4)"),
  /** Play in transmissions. */
  G5("backlash in every joint"),
  /** Late commands. */
  G6("delay of all commands, with jitter"),
  /** Weak motors. */
  G7("motor strength, and torque that falls with speed"),
  /** Contact. */
  G8("friction and restitution of a table that the hand slides on"),
  /** Many of them. */
  G9("mass, gains, armature, M4 friction, backlash, delay and weak motors together"),
  /** Another engine. */
  G10("Bullet in place of MuJoCo, with the numbers of the model"),
  /** As G9 with a long delay, recorded badly. */
  G11("as G9 with a long delay, recorded by an encoder alone, at 30 Hz, with jitter and lost rows");

  private final String description;

  GapFamily(String description) {
    this.description = description;
  }

  /** What differs, in words. */
  public String description() {
    return description;
  }
}
