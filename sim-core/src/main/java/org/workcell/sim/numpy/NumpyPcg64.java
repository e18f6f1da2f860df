package org.workcell.sim.numpy;

import java.util.Collections;
import java.util.List;

/**
 * NumPy's default generator, {@code numpy.random.default_rng(seed)}: PCG64, that is PCG XSL RR
 * 128/64 (O'Neill, "PCG: A family of simple fast space-efficient statistically good algorithms",
 * 2014). One thread at a time.
 */
public final class NumpyPcg64 {

  private static final long MULTIPLIER_HIGH = 2549297995355413924L;
  private static final long MULTIPLIER_LOW = 4865540595714422341L;
  private static final long INT_MASK = 0xFFFFFFFFL;
  private static final double DOUBLE_UNIT = 0x1.0p-53;

  /** Number of longs in {@link #save}. */
  public static final int STATE_LONGS = 6;

  private long incrementHigh;
  private long incrementLow;
  private long high;
  private long low;

  /** NumPy draws 32 bits by halves: the low half first, the high half at the next call. */
  private int spareHalf;

  private boolean hasSpareHalf;

  /**
   * A generator as {@code numpy.random.default_rng(seed)} makes it.
   *
   * @throws IllegalArgumentException if the seed is negative, which NumPy refuses too
   */
  public NumpyPcg64(long seed) {
    if (seed < 0) {
      throw new IllegalArgumentException(
          "seed %d is negative; NumPy takes seeds from 0 on".formatted(seed));
    }
    long[] words = new SeedSequence(seed).words(4);
    incrementHigh = words[2] << 1 | words[3] >>> 63;
    incrementLow = words[3] << 1 | 1;
    advance();
    add(words[0], words[1]);
    advance();
  }

  private void advance() {
    long productHigh =
        unsignedHigh(low, MULTIPLIER_LOW) + high * MULTIPLIER_LOW + low * MULTIPLIER_HIGH;
    low = low * MULTIPLIER_LOW;
    high = productHigh;
    add(incrementHigh, incrementLow);
  }

  private void add(long otherHigh, long otherLow) {
    low += otherLow;
    high += otherHigh + (Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0);
  }

  /** Upper half of a product of unsigned numbers. */
  private static long unsignedHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }

  /** 64 uniform bits. */
  public long nextLong() {
    advance();
    return Long.rotateRight(high ^ low, (int) (high >>> 58));
  }

  private long nextUnsignedInt() {
    if (hasSpareHalf) {
      hasSpareHalf = false;
      return spareHalf & INT_MASK;
    }
    long bits = nextLong();
    hasSpareHalf = true;
    spareHalf = (int) (bits >>> 32);
    return bits & INT_MASK;
  }

  /** Uniform in [0, 1), as {@code Generator.random}. */
  public double nextDouble() {
    return (nextLong() >>> 11) * DOUBLE_UNIT;
  }

  /** Uniform in [lowest, highest), as {@code Generator.uniform}. */
  public double uniform(double lowest, double highest) {
    return lowest + (highest - lowest) * nextDouble();
  }

  /**
   * Uniform in 0..bound-1, as {@code Generator.integers(0, bound)} and {@code
   * Generator.choice(bound)}: Lemire's rejection ("Fast random integer generation in an interval",
   * 2019) on 32 bits. A bound of 1 draws nothing.
   *
   * @param bound 1 to 2^31 - 1
   */
  public int integers(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound must be at least 1, not " + bound);
    }
    if (bound == 1) {
      return 0;
    }
    long product = nextUnsignedInt() * bound;
    if ((product & INT_MASK) < bound) {
      long threshold = (INT_MASK + 1 - bound) % bound;
      while ((product & INT_MASK) < threshold) {
        product = nextUnsignedInt() * bound;
      }
    }
    return (int) (product >>> 32);
  }

  /**
   * Uniform in 0..highest: draws as many bits as it has until they fit, as {@code shuffle} does.
   */
  private int maskedInteger(int highest) {
    int mask = -1 >>> Integer.numberOfLeadingZeros(highest);
    int value;
    do {
      value = (int) nextUnsignedInt() & mask;
    } while (value > highest);
    return value;
  }

  /** Writes the state into the front of {@code target}. */
  public void save(long[] target) {
    target[0] = incrementHigh;
    target[1] = incrementLow;
    target[2] = high;
    target[3] = low;
    target[4] = spareHalf;
    target[5] = hasSpareHalf ? 1 : 0;
  }

  /** Takes over a state of {@link #save}. */
  public void load(long[] source) {
    incrementHigh = source[0];
    incrementLow = source[1];
    high = source[2];
    low = source[3];
    spareHalf = (int) source[4];
    hasSpareHalf = source[5] != 0;
  }

  /** Shuffles in place, as {@code Generator.shuffle} does a Python list. */
  public void shuffle(List<?> list) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, maskedInteger(i));
    }
  }
}
