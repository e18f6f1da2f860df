package org.workcell.sim.numpy;

/**
 * NumPy's legacy global generator, {@code numpy.random.seed(s)} and {@code numpy.random.uniform}:
 * the Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998). One thread at a time.
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
}
