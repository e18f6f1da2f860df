package org.workcell.sim2real.forward;

/**
 * Delays that are tried one by one, each with parameters of its own, before the best is refined
 * below a physics step.
 *
 * @param maxSeconds the longest
 * @param stepSeconds between neighbours
 * @param perJoint whether joints may differ; otherwise all have the same delay
 */
public record DelayGrid(double maxSeconds, double stepSeconds, boolean perJoint) {

  /** Up to 60 ms in steps of 6 ms, the same for all joints. */
  public static final DelayGrid STANDARD = new DelayGrid(0.06, 0.006, false);

  /** Checks that it has points. */
  public DelayGrid {
    if (!(stepSeconds > 0) || !(maxSeconds >= stepSeconds) || maxSeconds / stepSeconds > 1000) {
      throw new IllegalArgumentException(
          "delays up to %s s in steps of %s s; expected a step above zero and at most 1000 of them"
              .formatted(maxSeconds, stepSeconds));
    }
  }

  int points() {
    return (int) Math.floor(maxSeconds / stepSeconds + 1e-9) + 1;
  }
}
