package org.workcell.sim.numpy;

/**
 * NumPy's legacy global generator, {@code numpy.random.seed(s)}, {@code uniform}, {@code randint}
 * and {@code randn}: the Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998). One thread at a
 * time.
 */
public final class NumpyMt19937 {

  /** The largest seed that NumPy takes. */
  public static final long MAX_SEED = 0xFFFFFFFFL;

  private static final int SIZE = 624;
  private static final int SHIFT = 397;
  private static final int KNUTH_MULTIPLIER = 1812433253;
  private static final int TWIST = 0x9908B0DF;
  private static final int UPPER_BIT = 0x80000000;
  private static final double DOUBLE_UNIT = 0x1.0p-53;

  private final int[] state = new int[SIZE];
  private int next = SIZE;
  private double spareGaussian = Double.NaN;

  /**
   * A generator as after {@code numpy.random.seed(seed)}.
   *
   * @throws IllegalArgumentException if the seed is not 0 to 2^32 - 1, which NumPy refuses too
   */
  public NumpyMt19937(long seed) {
    if (seed < 0 || seed > MAX_SEED) {
      throw new IllegalArgumentException(
          "seed %d is none that NumPy's legacy generator takes; use 0 to %d"
              .formatted(seed, MAX_SEED));
    }
    state[0] = (int) seed;
    for (int i = 1; i < SIZE; i++) {
      state[i] = KNUTH_MULTIPLIER * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  /** 32 uniform bits. */
  int nextInt() {
    if (next == SIZE) {
      twist();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9D2C5680;
    y ^= (y << 15) & 0xEFC60000;
    return y ^ (y >>> 18);
  }

  private void twist() {
    for (int i = 0; i < SIZE; i++) {
      int y = (state[i] & UPPER_BIT) | (state[(i + 1) % SIZE] & ~UPPER_BIT);
      state[i] = state[(i + SHIFT) % SIZE] ^ (y >>> 1) ^ ((y & 1) * TWIST);
    }
    next = 0;
  }

  /** Uniform in [0, 1), with 53 random bits, as {@code numpy.random.random_sample}. */
  public double nextDouble() {
    long high = nextInt() >>> 5;
    long low = nextInt() >>> 6;
    return ((high << 26) + low) * DOUBLE_UNIT;
  }

  /** Uniform in [low, high), as {@code numpy.random.uniform}. */
  public double uniform(double low, double high) {
    return low + (high - low) * nextDouble();
  }

  /**
   * Uniform in 0..bound-1, as {@code numpy.random.randint}; a bound of 1 draws nothing.
   *
   * @throws IllegalArgumentException if the bound is not positive
   */
  public int integers(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive, not " + bound);
    }
    if (bound == 1) {
      return 0;
    }
    int mask = -1 >>> Integer.numberOfLeadingZeros(bound - 1);
    int value;
    do {
      value = nextInt() & mask;
    } while (value >= bound);
    return value;
  }

  /**
   * Standard normal, as {@code numpy.random.randn}: by the polar method, which gives two at a time;
   * the second is kept for the next call. The draws are NumPy's; the last bits of a value depend on
   * the logarithm of the platform.
   */
  public double nextGaussian() {
    if (!Double.isNaN(spareGaussian)) {
      double spare = spareGaussian;
      spareGaussian = Double.NaN;
      return spare;
    }
    double x;
    double y;
    double square;
    do {
      x = 2 * nextDouble() - 1;
      y = 2 * nextDouble() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
    spareGaussian = factor * x;
    return factor * y;
  }
}
