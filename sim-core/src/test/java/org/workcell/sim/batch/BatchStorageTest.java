package org.workcell.sim.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchStorageTest {

  private static final BatchLayout LAYOUT =
      new BatchLayout(
          BlockSpec.vector("action", DataType.FLOAT32, 3, -1, 1),
          List.of(
              BlockSpec.vector("state", DataType.FLOAT64, 5, -1, 1),
              new BlockSpec(
                  "image", DataType.UINT8, List.of(2, 2, 3), new double[12], filled(12, 255))),
          List.of("distance", "grasp"));

  private static double[] filled(int size, double value) {
    double[] values = new double[size];
    java.util.Arrays.fill(values, value);
    return values;
  }

  @Test
  void rowsAreEnvMajorAndIndependent() {
    BatchStorage storage = BatchStorage.allocate(LAYOUT, 4);
    storage.observation(0).putRow(2, new double[] {1, 2, 3, 4, 5});
    assertEquals(1, storage.observation(0).memory().asDoubleBuffer().get(10));
    storage.action().putRow(1, new double[] {0.1, 0.2, 0.3});
    double[] action = new double[3];
    storage.action().getRow(1, action);
    assertArrayEquals(new double[] {(float) 0.1, (float) 0.2, (float) 0.3}, action);
    storage.observation(1).put(3, 11, 200);
    assertEquals(200, storage.observation(1).get(3, 11));
    storage.info().put(0, 1, 7);
    assertEquals(0, storage.info().get(1, 0));
    assertEquals(7, storage.info().get(0, 1));
  }

  @Test
  void aNumberThatSinglePrecisionCannotHoldIsRefusedAsItCame() {
    BatchStorage storage = BatchStorage.allocate(LAYOUT, 2);
    for (double large : new double[] {1e300, -1e39}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> storage.action().putRow(1, new double[] {0, large, 0}))
              .getMessage();
      assertEquals(true, message.contains("action[1] is " + large), message);
      assertEquals(0, storage.action().get(1, 1));
    }
    storage.action().put(0, 0, Double.NEGATIVE_INFINITY);
    assertEquals(Double.NEGATIVE_INFINITY, storage.action().get(0, 0));
    storage.action().put(0, 0, Float.MAX_VALUE);
    assertEquals(Float.MAX_VALUE, storage.action().get(0, 0));
    storage.observation(0).put(0, 0, 1e300);
    assertEquals(1e300, storage.observation(0).get(0, 0));
  }

  @Test
  void liesOverTheCallersMemory() {
    int required = (int) BatchStorage.requiredBytes(LAYOUT, 4);
    ByteBuffer memory = ByteBuffer.allocateDirect(required + 64);
    BatchStorage first = BatchStorage.over(LAYOUT, 4, memory);
    BatchStorage second = BatchStorage.over(LAYOUT, 4, memory);
    first.reward().put(3, 0, -2.5);
    assertEquals(-2.5, second.reward().get(3, 0));
  }

  @Test
  void unfitMemoryIsRefused() {
    int required = (int) BatchStorage.requiredBytes(LAYOUT, 4);
    assertThrows(
        IllegalArgumentException.class,
        () -> BatchStorage.over(LAYOUT, 4, ByteBuffer.allocateDirect(required / 2)));
    assertThrows(
        IllegalArgumentException.class,
        () -> BatchStorage.over(LAYOUT, 4, ByteBuffer.allocate(required + 64)));
    assertThrows(IllegalArgumentException.class, () -> BatchStorage.allocate(LAYOUT, 0));
    assertThrows(IllegalArgumentException.class, () -> BatchStorage.allocate(LAYOUT, 100_000_000));
  }

  @Test
  void rowViewRefusesForeignRows() {
    BatchStorage storage = BatchStorage.allocate(LAYOUT, 4);
    BatchRow row = new BatchRow();
    assertThrows(IndexOutOfBoundsException.class, () -> row.moveTo(storage, 4));
    assertThrows(IndexOutOfBoundsException.class, () -> row.moveTo(storage, -1));
  }

  @Test
  void boundsMustFitTheShape() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new BlockSpec("x", DataType.FLOAT64, List.of(3), new double[2], new double[3]));
  }
}
