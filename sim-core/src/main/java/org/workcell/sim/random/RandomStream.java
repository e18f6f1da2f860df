package org.workcell.sim.random;

/**
 * A stream of random numbers: xoshiro256++ 1.0 (Blackman and Vigna, "Scrambled linear pseudorandom
 * number generators", 2021), seeded through SplitMix64 as its authors advise. Allocates nothing;
 * its whole state is four longs. One thread at a time.
 */
public final class RandomStream {

  /** Number of longs in {@link #save}. */
  public static final int STATE_LONGS = 4;

  private static final double DOUBLE_UNIT = 0x1.0p-53;

  private long s0;
  private long s1;
  private long s2;
  private long s3;

  /** A stream that is fully determined by its seed. */
  public RandomStream(long seed) {
    restart(seed);
  }

  /** Becomes the stream of another seed, at its start. */
  public void restart(long seed) {
    long x = seed;
    s0 = SplitMix64.mix(x += SplitMix64.GAMMA);
    s1 = SplitMix64.mix(x += SplitMix64.GAMMA);
    s2 = SplitMix64.mix(x += SplitMix64.GAMMA);
    s3 = SplitMix64.mix(x + SplitMix64.GAMMA);
  }

  /** 64 uniform bits. */
  public long nextLong() {
    long result = Long.rotateLeft(s0 + s3, 23) + s0;
    long t = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = Long.rotateLeft(s3, 45);
    return result;
  }

  /** Uniform in [0, 1), with 53 random bits. */
  public double nextDouble() {
    return (nextLong() >>> 11) * DOUBLE_UNIT;
  }

  /** Uniform in [low, high). */
  public double uniform(double low, double high) {
    return low + (high - low) * nextDouble();
  }

  /** Uniform in 0..bound-1, without bias. */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive, not " + bound);
    }
    long limit = Long.MAX_VALUE - Long.MAX_VALUE % bound;
    long value;
    do {
      value = nextLong() >>> 1;
    } while (value >= limit);
    return (int) (value % bound);
  }

  /** Standard normal, by the polar method of Marsaglia; keeps no spare value between calls. */
  public double nextGaussian() {
    double x;
    double y;
    double square;
    do {
      x = 2 * nextDouble() - 1;
      y = 2 * nextDouble() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
  }

  /** Writes the state into {@code target} from {@code offset} on. */
  public void save(long[] target, int offset) {
    target[offset] = s0;
    target[offset + 1] = s1;
    target[offset + 2] = s2;
    target[offset + 3] = s3;
  }

  /** Takes over a state of {@link #save}. */
  public void load(long[] source, int offset) {
    s0 = source[offset];
    s1 = source[offset + 1];
    s2 = source[offset + 2];
    s3 = source[offset + 3];
  }
}
