package org.workcell.sim.numpy;

/** NumPy's {@code SeedSequence(seed).generate_state}: spreads a seed over a pool of 128 bits. */
final class SeedSequence {

  private static final int POOL_WORDS = 4;
  private static final int INITIAL_A = 0x43B0D7E5;
  private static final int MULTIPLIER_A = 0x931E8875;
  private static final int INITIAL_B = 0x8B51F9DD;
  private static final int MULTIPLIER_B = 0x58F38DED;
  private static final int MIX_LEFT = 0xCA01F9DD;
  private static final int MIX_RIGHT = 0x4973F715;

  private final int[] pool = new int[POOL_WORDS];
  private int hashFactor = INITIAL_A;

  /** The sequence of a seed that is not negative. */
  SeedSequence(long seed) {
    int[] entropy = {(int) seed, (int) (seed >>> 32), 0, 0};
    for (int i = 0; i < POOL_WORDS; i++) {
      pool[i] = hash(entropy[i]);
    }
    for (int source = 0; source < POOL_WORDS; source++) {
      for (int target = 0; target < POOL_WORDS; target++) {
        if (source != target) {
          pool[target] = mix(pool[target], hash(pool[source]));
        }
      }
    }
  }

  private int hash(int value) {
    int hashed = value ^ hashFactor;
    hashFactor *= MULTIPLIER_A;
    hashed *= hashFactor;
    return hashed ^ (hashed >>> 16);
  }

  private static int mix(int left, int right) {
    int mixed = MIX_LEFT * left - MIX_RIGHT * right;
    return mixed ^ (mixed >>> 16);
  }

  /** The first words of 64 bits of the sequence. */
  long[] words(int count) {
    long[] words = new long[count];
    int factor = INITIAL_B;
    for (int i = 0; i < 2 * count; i++) {
      int value = pool[i % POOL_WORDS] ^ factor;
      factor *= MULTIPLIER_B;
      value *= factor;
      value ^= value >>> 16;
      words[i / 2] |= (value & 0xFFFFFFFFL) << (32 * (i % 2));
    }
    return words;
  }
}
