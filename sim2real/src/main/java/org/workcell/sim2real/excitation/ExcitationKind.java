package org.workcell.sim2real.excitation;

/** Kinds of motions. */
public enum ExcitationKind {
  /** A Fourier series for each joint that begins and ends at rest (Swevers et al. 1997). */
  MULTISINE,
  /** One sine of rising frequency. */
  CHIRP,
  /** From point to point as fast as limits allow, with rests. */
  STEPS,
  /** From point to point smoothly at different speeds, as policies move. */
  POLICY_LIKE
}
