package org.workcell.sim.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzFileTest {

  @TempDir Path folder;

  @Test
  void readsNumbersBooleansAndText() throws IOException {
    ByteBuffer doubles = little(6 * Double.BYTES);
    for (int i = 0; i < 6; i++) {
      doubles.putDouble(i / 3.0);
    }
    ByteBuffer text = little(3 * Integer.BYTES).putInt('a').putInt(0x1F600);
    Path file = folder.resolve("a.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      write(zip, "d", "'<f8'", "(2, 3)", doubles.array());
      write(zip, "f", "'<f4'", "(1,)", little(Float.BYTES).putFloat(0.1f).array());
      write(zip, "i", "'<i8'", "(2,)", little(16).putLong(-1).putLong(7).array());
      write(zip, "b", "'|b1'", "(2,)", new byte[] {1, 0});
      write(zip, "t", "'<U3'", "()", text.array());
    }
    NpzFile npz = NpzFile.read(file);
    assertEquals(List.of(2, 3), npz.array("d").shape());
    assertArrayEquals(new double[] {1, 4 / 3.0, 5 / 3.0}, npz.array("d").row(1));
    assertEquals(0.1f, npz.array("f").number(0));
    assertEquals(-1, npz.array("i").number(0));
    assertEquals(1, npz.array("b").number(0));
    assertEquals("a\uD83D\uDE00", npz.array("t").text(0));
  }

  @Test
  void bringsFortranOrderIntoCOrder() {
    ByteBuffer columns = little(6 * Double.BYTES);
    for (double value : new double[] {1, 4, 2, 5, 3, 6}) {
      columns.putDouble(value);
    }
    byte[] file = npy("'<f8'", "(2, 3)", columns.array());
    String text = new String(file, StandardCharsets.ISO_8859_1);
    byte[] fortran =
        text.replace("'fortran_order': False", "'fortran_order': True ")
            .getBytes(StandardCharsets.ISO_8859_1);
    NpyArray array = NpyArray.parse("a", fortran);
    assertArrayEquals(new double[] {1, 2, 3}, array.row(0));
    assertArrayEquals(new double[] {4, 5, 6}, array.row(1));
  }

  @Test
  void refusesObjectArraysCutOffDataAndMissingNames() throws IOException {
    assertTrue(failure(npy("'|O'", "(1,)", new byte[8])).contains("pickled Python objects"));
    assertTrue(failure(npy("'<f8'", "(2,)", new byte[8])).contains("needs 16"));
    assertTrue(failure(new byte[] {1, 2, 3}).contains("not an npy file"));
    Path file = folder.resolve("empty.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      write(zip, "d", "'<f8'", "(1,)", new byte[8]);
    }
    NpzFile npz = NpzFile.read(file);
    assertThrows(IllegalArgumentException.class, () -> npz.array("x"));
  }

  @Test
  void refusesEntriesThatAreNoArrays() throws IOException {
    for (String name : List.of("../d", "a/d", "c:\\d", "", "d.txt")) {
      Path file = folder.resolve("path.npz");
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
        write(zip, name, "'<f8'", "(1,)", new byte[8]);
      }
      assertTrue(
          assertThrows(IllegalArgumentException.class, () -> NpzFile.read(file))
              .getMessage()
              .contains("expected nothing but arrays"));
    }
  }

  @Test
  void boundsSizesBeforeTakingMemory() throws IOException {
    assertTrue(failure(npy("'<f8'", "(99999999999,)", new byte[8])).contains("below 2^31"));
    assertTrue(
        failure(npy("'<f8'", "(2000000000, 2000000000, 2000000000)", new byte[8]))
            .contains("too large"));
    Path file = folder.resolve("bomb.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("d.npy"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i <= 256; i++) {
        ((OutputStream) zip).write(zeros);
      }
      zip.closeEntry();
    }
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> NpzFile.read(file))
            .getMessage()
            .contains("is larger than"));
  }

  private static String failure(byte[] file) {
    return assertThrows(IllegalArgumentException.class, () -> NpyArray.parse("it", file))
        .getMessage();
  }

  private static void write(
      ZipOutputStream zip, String name, String type, String shape, byte[] data) throws IOException {
    zip.putNextEntry(new ZipEntry(name + ".npy"));
    ((OutputStream) zip).write(npy(type, shape, data));
    zip.closeEntry();
  }

  private static byte[] npy(String type, String shape, byte[] data) {
    byte[] header =
        "{'descr': %s, 'fortran_order': False, 'shape': %s, }"
            .formatted(type, shape)
            .getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer file = little(10 + header.length + data.length);
    file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    return file.putShort((short) header.length).put(header).put(data).array();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
