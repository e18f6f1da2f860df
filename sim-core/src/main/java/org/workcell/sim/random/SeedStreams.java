package org.workcell.sim.random;

import java.nio.charset.StandardCharsets;

/**
 * All randomness of one episode, from one root seed. Each purpose draws from a stream of its own
 * ({@code placement}, {@code noise}, {@code policy}, ...), so that drawing more for one never
 * changes another.
 */
public record SeedStreams(long rootSeed) {

  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  /** A new stream, at its start. The same name always gives the same numbers. */
  public RandomStream stream(String name) {
    return new RandomStream(SplitMix64.mix(rootSeed + SplitMix64.GAMMA) ^ hash(name));
  }

  /** FNV-1a with a final mix, because names differ in few bits. */
  private static long hash(String name) {
    long hash = FNV_OFFSET;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
    }
    return SplitMix64.mix(hash);
  }
}
