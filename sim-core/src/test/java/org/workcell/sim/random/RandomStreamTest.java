package org.workcell.sim.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RandomStreamTest {

  @Test
  void followsTheReferenceSequenceOfXoshiro256PlusPlus() {
    RandomStream stream = new RandomStream(0);
    stream.load(new long[] {1, 2, 3, 4}, 0);
    long[] expected = {
      41943041L,
      58720359L,
      3588806011781223L,
      3591011842654386L,
      Long.parseUnsignedLong("9228616714210784205"),
      Long.parseUnsignedLong("9973669472204895162")
    };
    for (long value : expected) {
      assertEquals(value, stream.nextLong());
    }
  }

  @Test
  void seedsThroughTheReferenceSequenceOfSplitMix64() {
    long[] state = new long[RandomStream.STATE_LONGS];
    new RandomStream(0).save(state, 0);
    assertArrayEquals(
        new long[] {
          0xE220A8397B1DCDAFL, 0x6E789E6AA1B965F4L, 0x06C45D188009454FL, 0xF88BB8A8724C81ECL
        },
        state);
  }

  @Test
  void streamsOfOneSeedAreIndependentOfOrderAndOfEachOther() {
    SeedStreams seeds = new SeedStreams(42);
    long placement = seeds.stream("placement").nextLong();
    seeds.stream("noise").nextLong();
    assertEquals(placement, new SeedStreams(42).stream("placement").nextLong());
    assertNotEquals(placement, seeds.stream("noise").nextLong());
    assertNotEquals(placement, new SeedStreams(43).stream("placement").nextLong());
  }

  @Test
  void savedStateGoesOn() {
    RandomStream stream = new RandomStream(5);
    stream.nextGaussian();
    long[] state = new long[RandomStream.STATE_LONGS];
    stream.save(state, 0);
    double expected = stream.nextGaussian();
    RandomStream other = new RandomStream(6);
    other.load(state, 0);
    assertEquals(expected, other.nextGaussian());
  }

  @Test
  void momentsAreRight() {
    RandomStream stream = new RandomStream(1);
    int n = 100_000;
    double sum = 0;
    double squares = 0;
    int[] counts = new int[3];
    for (int i = 0; i < n; i++) {
      double gaussian = stream.nextGaussian();
      sum += gaussian;
      squares += gaussian * gaussian;
      counts[stream.nextInt(3)]++;
      double uniform = stream.uniform(2, 5);
      assertTrue(uniform >= 2 && uniform < 5);
    }
    assertEquals(0, sum / n, 0.02);
    assertEquals(1, squares / n, 0.02);
    for (int count : counts) {
      assertEquals(n / 3.0, count, 0.02 * n);
    }
    assertThrows(IllegalArgumentException.class, () -> stream.nextInt(0));
  }
}
