package org.workcell.formats.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;

class Hdf5FileTest {

  private static final String LONG_TEXT = "<é>".repeat(100_000);

  @TempDir Path folder;

  /** The second is the example in the source of lookup3. */
  @ParameterizedTest
  @CsvSource({"'', deadbeef", "'Four score and seven years ago', 17770551"})
  void checksumsAreThoseOfLookup3(String text, String expected) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    assertEquals((int) Long.parseLong(expected, 16), Lookup3.hash(bytes, bytes.length));
  }

  private Path write(String name) throws IOException {
    Path path = folder.resolve(name);
    try (Hdf5File file = new Hdf5File(path)) {
      Hdf5Group data = file.root().group("data");
      data.attribute("text", LONG_TEXT);
      data.attribute("empty", "");
      data.attribute("count", 1L << 40);
      data.attribute("numbers", NpyArray.ofDoubles(new double[] {1.5, -2}));
      for (int i = 0; i < 60; i++) {
        Hdf5Group demo = data.group("demo_" + i);
        demo.array("doubles", doubles(i));
        try (Hdf5Rows rows = demo.rows("pixels", "|u1", List.of(3, 2))) {
          for (int row = 0; row < 3; row++) {
            rows.write(new byte[] {(byte) (row + i), (byte) 255});
          }
        }
      }
      data.array("nothing", NpyArray.of("<f4", List.of(0, 3), new byte[0]));
      file.finish();
    }
    return path;
  }

  private static NpyArray doubles(int i) {
    double[] values = {i, 1.0 / 3, Double.MIN_VALUE, -0.0};
    return NpyArray.of("<f8", List.of(2, 2), NpyArray.ofDoubles(values).toBytes());
  }

  @Test
  void whatIsWrittenIsReadToTheBit() throws IOException {
    try (Hdf5Input input = Hdf5Input.open(write("a.hdf5"))) {
      assertEquals(61, input.children("data").size());
      assertEquals(Optional.of(LONG_TEXT), input.text("data", "text"));
      assertEquals(Optional.empty(), input.text("data", "none"));
      assertArrayEquals(new double[] {1L << 40}, input.numbers("data", "count").orElseThrow());
      assertArrayEquals(new double[] {1.5, -2}, input.numbers("data", "numbers").orElseThrow());
      for (int i = 0; i < 60; i++) {
        NpyArray read = input.array("data/demo_%d/doubles".formatted(i)).read();
        assertEquals(List.of(2, 2), read.shape());
        assertArrayEquals(doubles(i).toBytes(), read.toBytes());
        ArrayData pixels = input.array("data/demo_%d/pixels".formatted(i));
        assertArrayEquals(new byte[] {(byte) (i + 1), -1}, pixels.read(1, 1).toBytes());
        assertThrows(IndexOutOfBoundsException.class, () -> pixels.read(2, 2));
      }
      assertEquals(List.of(0, 3), input.array("data/nothing").read().shape());
    }
  }

  @Test
  void theSameCallsGiveTheSameBytes() throws IOException {
    assertArrayEquals(Files.readAllBytes(write("a.hdf5")), Files.readAllBytes(write("b.hdf5")));
  }

  @Test
  void incompleteArraysAndLargeAttributesAreRefused() throws IOException {
    try (Hdf5File file = new Hdf5File(folder.resolve("a.hdf5"))) {
      Hdf5Rows rows = file.root().rows("a", "<f8", List.of(2));
      rows.write(new byte[8]);
      assertThrows(IllegalArgumentException.class, () -> rows.write(new byte[9]));
      assertThrows(IllegalStateException.class, rows::close);
      assertThrows(IllegalStateException.class, () -> file.root().attribute("t", "text"));
      NpyArray large = NpyArray.ofDoubles(new double[10_000]);
      assertThrows(IllegalArgumentException.class, () -> file.root().attribute("n", large));
      assertThrows(IllegalArgumentException.class, () -> file.root().rows("a", "<f8", List.of(2)));
    }
  }

  /** Whatever is cut off or changed, reading ends with a reason or with numbers. */
  @Test
  void damagedFilesAreRefusedWithAReason() throws IOException {
    Path path = folder.resolve("small.hdf5");
    try (Hdf5File file = new Hdf5File(path)) {
      Hdf5Group data = file.root().group("data");
      data.attribute("text", "words");
      data.group("demo_0").array("actions", doubles(0));
      file.finish();
    }
    byte[] whole = Files.readAllBytes(path);
    int refused = 0;
    for (int i = 0; i < whole.length; i += 7) {
      byte[] changed = whole.clone();
      changed[i] ^= (byte) (1 << i % 8 | 0x40);
      refused += readsWithoutAnotherFailure(changed) ? 0 : 1;
      refused += readsWithoutAnotherFailure(java.util.Arrays.copyOf(whole, i)) ? 0 : 1;
    }
    assertTrue(refused > whole.length / 10, "refused " + refused);
  }

  private boolean readsWithoutAnotherFailure(byte[] bytes) throws IOException {
    Path path = folder.resolve("damaged.hdf5");
    Files.write(path, bytes);
    try (Hdf5Input input = Hdf5Input.open(path)) {
      input.text("data", "text");
      input.array("data/demo_0/actions").read();
      return true;
    } catch (BadInputException e) {
      assertTrue(e.getMessage().contains("damaged.hdf5"), e.getMessage());
      return false;
    }
  }
}
