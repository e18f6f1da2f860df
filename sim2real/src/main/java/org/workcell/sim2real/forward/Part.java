package org.workcell.sim2real.forward;

/** What identification can fit, for all joints of the logs or, of bodies, for those named. */
public enum Part {
  /** Gains of servos: {@code kp} of the model's, or stiffness, motor constant and resistance. */
  GAINS,
  /** Viscous damping of joints, where friction is the engine's. */
  DAMPING,
  /** Rotor inertia seen at the joint. */
  ARMATURE,
  /** Dry friction of joints: the engine's, or what the family's friction model has. */
  FRICTION,
  /** Play between commands and what the servo follows. */
  BACKLASH,
  /**
   * The largest torque and how it falls with speed, or the supply voltage of a motor. Looked for
   * when all else is fitted; kept where errors on logs held out fall by it, and else not
   * determined.
   */
  SATURATION,
  /** Time from a command to its effect. */
  DELAY,
  /** What joint sensors read too much. */
  OFFSET,
  /** Masses of bodies. */
  MASS,
  /** Centres of mass of bodies. */
  CENTRE_OF_MASS,
  /** How masses of bodies are spread, by numbers of which every choice is physical. */
  INERTIA
}
