package org.workcell.sim.random;

/** The mixing function of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
final class SplitMix64 {

  static final long GAMMA = 0x9E3779B97F4A7C15L;

  private SplitMix64() {}

  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
