package org.workcell.recipes.closedloop;

import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;

/**
 * Where a hand is sent to be identified: sines about where it began, and jumps. It stays above the
 * table. One thread at a time.
 */
final class HandMotion {

  private static final int SINES = 3;
  private static final double[] LOW = {-0.12, -0.12, -0.05};
  private static final double[] HIGH = {0.12, 0.12, 0.10};
  private static final double LOWEST_HZ = 0.2;
  private static final double HIGHEST_HZ = 1.5;
  private static final double JUMP_SECONDS = 0.8;

  /** Of the error between wanted and actual place, as the task's experts have it. */
  private static final double UNITS_PER_METRE = 10;

  private static final double SPEEDUP = 2.5;

  private final double[][] hz = new double[3][SINES];
  private final double[][] phases = new double[3][SINES];
  private final double[] jumps = new double[3];
  private final RandomStream random;
  private double nextJumpSeconds;

  HandMotion(long seed) {
    random = new SeedStreams(seed).stream("hand-motion");
    for (int axis = 0; axis < 3; axis++) {
      for (int sine = 0; sine < SINES; sine++) {
        hz[axis][sine] = random.uniform(LOWEST_HZ, HIGHEST_HZ);
        phases[axis][sine] = random.uniform(0, 2 * Math.PI);
      }
    }
  }

  /** The action at a time; the gripper stays open. */
  void act(double seconds, double[] first, double[] hand, double[] action) {
    if (seconds >= nextJumpSeconds) {
      nextJumpSeconds += JUMP_SECONDS;
      for (int axis = 0; axis < 3; axis++) {
        jumps[axis] = random.uniform(-1, 1);
      }
    }
    for (int axis = 0; axis < 3; axis++) {
      double sum = jumps[axis];
      for (int sine = 0; sine < SINES; sine++) {
        sum += Math.sin(2 * Math.PI * hz[axis][sine] * seconds + phases[axis][sine]);
      }
      double place = 0.5 * (1 + Math.max(-1, Math.min(1, sum / 2)));
      double wanted = first[axis] + LOW[axis] + place * (HIGH[axis] - LOW[axis]);
      action[axis] = Math.max(-1, Math.min(1, SPEEDUP * UNITS_PER_METRE * (wanted - hand[axis])));
    }
    action[3] = -1;
  }
}
