package org.workcell.sim.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StateReaderTest {

  private static byte[] sample() {
    StateWriter writer = new StateWriter();
    writer.putInt(-3);
    writer.putDouble(Double.longBitsToDouble(0x7FF8000000000123L));
    writer.putDoubles(new double[] {1, -0.0, Double.MIN_VALUE});
    writer.putBoolean(true);
    writer.putString("drawer ü");
    writer.putBytes(new byte[2000]);
    return writer.toBytes();
  }

  private static void readAll(byte[] bytes) {
    StateReader reader = new StateReader(bytes);
    assertEquals(-3, reader.getInt());
    assertEquals(0x7FF8000000000123L, Double.doubleToRawLongBits(reader.getDouble()));
    assertArrayEquals(new double[] {1, -0.0, Double.MIN_VALUE}, reader.getDoubles());
    assertEquals(true, reader.getBoolean());
    assertEquals("drawer ü", reader.getString());
    assertEquals(2000, reader.getBytes().length);
  }

  @Test
  void readsWhatWasWritten() {
    readAll(sample());
  }

  @Test
  void everyCutIsRefused() {
    byte[] bytes = sample();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(IllegalArgumentException.class, () -> readAll(cut), "length " + length);
    }
  }

  @Test
  void hugeCountsAreRefusedBeforeAllocating() {
    StateWriter writer = new StateWriter();
    writer.putInt(Integer.MAX_VALUE);
    byte[] bytes = writer.toBytes();
    assertThrows(IllegalArgumentException.class, () -> new StateReader(bytes).getDoubles());
    assertThrows(IllegalArgumentException.class, () -> new StateReader(bytes).getBytes());
  }
}
