package org.workcell.sim.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known answers of NumPy 2.4.6. */
class NumpyGeneratorsTest {

  @Test
  void legacyGeneratorGivesNumpysDoubles() {
    NumpyMt19937 random = new NumpyMt19937(42);
    assertEquals(0x1.7f8771e5f51ecp-2, random.nextDouble());
    assertEquals(0x1.e6c4068bbd654p-1, random.nextDouble());
    assertEquals(0x1.76c7e8f1e6751p-1, random.nextDouble());
    assertEquals(0.5986584841970366, random.nextDouble());
    assertEquals(0.0976320289940138, new NumpyMt19937(4294967295L).nextDouble());
  }

  @Test
  void legacyGeneratorGoesOnAfterItsFirstBlock() {
    NumpyMt19937 random = new NumpyMt19937(7);
    double[] drawn = IntStream.range(0, 1000).mapToDouble(i -> random.nextDouble()).toArray();
    assertEquals(0.07630828937395717, drawn[0]);
    assertEquals(0.016448753231374513, drawn[999]);
  }

  @Test
  void legacyGeneratorScalesAsNumpy() {
    NumpyMt19937 random = new NumpyMt19937(42);
    assertEquals(-0.025091976230527502, random.uniform(-0.1, 0.1));
    assertEquals(0.6950714306409915, random.uniform(0.6, 0.7));
  }

  @Test
  void legacyGeneratorKeepsTheSpareNormal() {
    NumpyMt19937 random = new NumpyMt19937(0);
    double[] drawn = IntStream.range(0, 7).mapToDouble(i -> random.nextGaussian()).toArray();
    assertArrayEquals(
        new double[] {
          1.764052345967664,
          0.4001572083672233,
          0.9787379841057392,
          2.240893199201458,
          1.8675579901499675,
          -0.977277879876411,
          0.9500884175255894
        },
        drawn,
        1e-15);
    assertEquals(0.9636627605010293, random.nextDouble());
    assertEquals(-0.1513572082976979, random.nextGaussian(), 1e-15);
    assertEquals(1.2661185298577784, random.nextGaussian(), 1e-15);
  }

  @Test
  void legacyGeneratorGivesNumpysIntegers() {
    NumpyMt19937 random = new NumpyMt19937(5);
    int[] drawn = IntStream.range(0, 8).map(i -> random.integers(5)).toArray();
    assertArrayEquals(new int[] {3, 0, 1, 0, 4, 3, 0, 0}, drawn);
    assertEquals(0, random.integers(1));
    assertEquals(0.29680050157622195, random.nextDouble());
  }

  @Test
  void refusesSeedsThatNumpyRefuses() {
    assertThrows(IllegalArgumentException.class, () -> new NumpyMt19937(-1));
    assertThrows(IllegalArgumentException.class, () -> new NumpyMt19937(1L << 32));
    assertThrows(IllegalArgumentException.class, () -> new NumpyPcg64(-1));
    assertThrows(IllegalArgumentException.class, () -> new NumpyPcg64(1).integers(0));
  }

  @ParameterizedTest
  @CsvSource({
    "42, c621fbcd16d92688, 705a5661a791ffc1, dbcd12c26eda1624",
    "0, a30febcfd9c2825f, 4510bdf882d9d721, 0a7d3da94ecde8b8",
    "1099511627781, 01369aef039fedeb, 5f61b40473314316, 9654aaeeea6ebe77",
  })
  void pcg64GivesNumpysWords(long seed, String first, String second, String third) {
    NumpyPcg64 random = new NumpyPcg64(seed);
    assertEquals(Long.parseUnsignedLong(first, 16), random.nextLong());
    assertEquals(Long.parseUnsignedLong(second, 16), random.nextLong());
    assertEquals(Long.parseUnsignedLong(third, 16), random.nextLong());
  }

  @Test
  void pcg64GivesNumpysDoubles() {
    NumpyPcg64 random = new NumpyPcg64(42);
    assertEquals(0.7739560485559633, random.nextDouble());
    assertEquals(0.4388784397520523, random.nextDouble());
    assertEquals(0.8585979199113825, random.nextDouble());
    assertEquals(1.7894721162374556, random.uniform(-1, 3));
  }

  /** An odd number of draws leaves half a word over, which doubles do not touch. */
  @Test
  void pcg64GivesNumpysIntegers() {
    NumpyPcg64 random = new NumpyPcg64(42);
    int[] drawn = IntStream.range(0, 12).map(i -> random.integers(50)).toArray();
    assertArrayEquals(new int[] {4, 38, 32, 21, 21, 42, 4, 34, 10, 4, 26, 48}, drawn);
    assertEquals(0.761139701990353, random.nextDouble());
    assertEquals(5, random.integers(7));
    assertEquals(0, random.integers(1));
  }

  @Test
  void pcg64ShufflesAsNumpy() {
    NumpyPcg64 random = new NumpyPcg64(42);
    List<Integer> list = new ArrayList<>(IntStream.range(0, 10).boxed().toList());
    random.shuffle(list);
    assertEquals(List.of(5, 6, 0, 7, 3, 2, 4, 9, 1, 8), list);
    random.shuffle(list);
    assertEquals(List.of(3, 1, 0, 4, 2, 8, 9, 7, 5, 6), list);
  }

  @Test
  void aSavedGeneratorGoesOnAsTheFirst() {
    NumpyPcg64 random = new NumpyPcg64(3);
    random.integers(5);
    long[] state = new long[NumpyPcg64.STATE_LONGS];
    random.save(state);
    NumpyPcg64 other = new NumpyPcg64(4);
    other.load(state);
    for (int i = 0; i < 5; i++) {
      assertEquals(random.integers(1000), other.integers(1000));
      assertEquals(random.nextDouble(), other.nextDouble());
    }
  }
}
