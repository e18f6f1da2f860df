package org.workcell.sim.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzWriterTest {

  private static final String MAGIC = "934e554d505901007600";

  @TempDir Path folder;

  /** Expected bytes are those that {@code numpy.save} of NumPy 2.4.6 wrote. */
  @Test
  void arraysHaveTheBytesThatNumpyWrites() throws IOException {
    byte[] matrix = doubles(1.5, -2, 0, 1);
    assertBytes(
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }",
        "000000000000f83f00000000000000c00000000000000000000000000000f03f",
        NpyArray.of("<f8", List.of(2, 2), matrix));
    assertBytes(
        "{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }",
        "01ff",
        NpyArray.ofBytes(new byte[] {1, -1}));
    assertBytes(
        "{'descr': '<i8', 'fortran_order': False, 'shape': (), }",
        "0700000000000000",
        NpyArray.ofLong(7));
    assertBytes(
        "{'descr': '<U2', 'fortran_order': False, 'shape': (), }",
        "6100000000f60100",
        NpyArray.ofText("a\uD83D\uDE00"));
    assertBytes(
        "{'descr': '<f8', 'fortran_order': False, 'shape': (0, 3), }",
        "",
        NpyArray.of("<f8", List.of(0, 3), new byte[0]));
  }

  private static void assertBytes(String header, String data, NpyArray array) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    array.writeTo(file);
    StringBuilder padded = new StringBuilder(header);
    while (padded.length() < 117) {
      padded.append(' ');
    }
    byte[] text = padded.append('\n').toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertEquals(
        MAGIC + HexFormat.of().formatHex(text) + data,
        HexFormat.of().formatHex(file.toByteArray()));
    assertEquals(file.size(), array.fileBytes());
  }

  private static byte[] doubles(double... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    return bytes.array();
  }

  private static Map<String, NpyArray> arrays() {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("numbers", NpyArray.ofDoubles(new double[] {0.1, -0.0, Double.MIN_VALUE}));
    arrays.put("floats", NpyArray.of("<f4", List.of(1, 2), new byte[] {0, 0, -64, 63, 1, 2, 3, 4}));
    arrays.put("ints", NpyArray.of("<i4", List.of(1), new byte[] {-2, -1, -1, -1}));
    arrays.put("bytes", NpyArray.ofBytes(new byte[] {0, -1, 127}));
    arrays.put("seed", NpyArray.ofLong(Long.MIN_VALUE + 1));
    arrays.put("words", NpyArray.ofText("push the puck"));
    arrays.put("nothing", NpyArray.ofText(""));
    return arrays;
  }

  @ParameterizedTest
  @ValueSource(ints = {NpzWriter.STORED, 1, 6, NpzWriter.SMALLEST})
  void readsBackToTheBit(int level) throws IOException {
    Path file = folder.resolve("a.npz");
    Files.write(file, NpzWriter.toBytes(arrays(), level));
    NpzFile read = NpzFile.read(file);
    assertEquals(
        arrays().keySet().stream().sorted().toList(), read.names().stream().sorted().toList());
    arrays()
        .forEach(
            (name, array) -> {
              NpyArray again = read.array(name);
              assertEquals(array.type(), again.type(), name);
              assertEquals(array.shape(), again.shape(), name);
              assertArrayEquals(array.toBytes(), again.toBytes(), name);
            });
    assertEquals(1.5f, read.array("floats").toFloats()[0]);
    assertEquals(-2, read.array("ints").toDoubles()[0]);
    assertEquals(255, read.array("bytes").number(1));
    assertEquals(Long.MIN_VALUE + 1, read.array("seed").longNumber(0));
    assertEquals("push the puck", read.array("words").text(0));
    assertEquals("", read.array("nothing").text(0));
  }

  @Test
  void entriesTellNothingOfTimeAndPlace() throws IOException {
    byte[] here = NpzWriter.toBytes(arrays(), 6);
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      assertArrayEquals(here, NpzWriter.toBytes(arrays(), 6));
    } finally {
      TimeZone.setDefault(zone);
    }
    Path file = folder.resolve("a.npz");
    Files.write(file, here);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        assertEquals(1980, entry.getTimeLocal().getYear());
        assertEquals(null, entry.getExtra());
      }
    }
  }

  @Test
  void refusesWhatItsReaderWouldRefuse() {
    NpyArray one = NpyArray.ofLong(1);
    for (String name : List.of("", "a b", "../a", "1a", "a.npy")) {
      assertRefused("cannot be named", Map.of(name, one), 6);
    }
    assertRefused("compression is 0 to 9", Map.of("a", one), 10);
    NpyArray large = NpyArray.of("|u1", List.of(1 << 28), new byte[1 << 28]);
    assertRefused("too large", Map.of("a", large), 1);
    assertThrows(IllegalArgumentException.class, () -> NpyArray.of("<f8", List.of(2), new byte[8]));
    assertThrows(IllegalArgumentException.class, () -> NpyArray.of("|O", List.of(1), new byte[8]));
  }

  private static void assertRefused(String explanation, Map<String, NpyArray> arrays, int level) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> NpzWriter.toBytes(arrays, level))
            .getMessage();
    assertTrue(message.contains(explanation), message);
  }
}
