package org.workcell.formats.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;

/** Files that h5py has written; see {@code src/test/python/make_fixtures.py}. */
class Hdf5InputTest {

  private static final int STEPS = 7;

  @TempDir Path folder;

  private static Path fixture(String name) {
    URL url = Hdf5InputTest.class.getResource(name + ".hdf5");
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void readsPlainAndCompressedArrays() {
    try (Hdf5Input input = Hdf5Input.open(fixture("sound"))) {
      NpyArray actions = input.array("data/demo_2/actions").read();
      assertEquals(List.of(STEPS, 7), actions.shape());
      ArrayData states = input.array("data/demo_2/states");
      ArrayData joints = input.array("data/demo_10/obs/joint_states");
      ArrayData pixels = input.array("data/demo_10/obs/agentview_rgb");
      assertEquals("<f4", joints.type());
      for (int row = 0; row < STEPS; row++) {
        NpyArray single = states.read(row, 1);
        for (int i = 0; i < 7; i++) {
          assertEquals(row * 7 + i + 2, actions.number(row * 7 + i));
          assertEquals(row * 7 + i + 10, joints.read().number(row * 7 + i));
          if (i < 5) {
            assertEquals(row * 7 + i + 2, single.number(i));
          }
        }
      }
      NpyArray some = pixels.read(1, 4);
      assertEquals(List.of(4, 4, 6, 3), some.shape());
      for (int i = 0; i < some.size(); i++) {
        assertEquals(i + 72 & 0xFF, (int) some.number(i));
      }
      assertEquals("|b1", input.array("data/demo_2/dones").type());
      assertEquals(66_000 + 17, input.text("data/demo_2", "model_file").orElseThrow().length());
      assertEquals(STEPS, input.numbers("data/demo_2", "num_samples").orElseThrow()[0]);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "external_link | is a link to elsewhere",
        "soft_link | is a link to elsewhere",
        "opaque | is not a sound HDF5 file",
        "huge_chunked | claims a dimension of 1099511627776",
        "huge_contiguous | claims 58720256 bytes, and the file has",
        "external_storage | is not a sound HDF5 file",
        "big_endian | has elements of type FloatingPoint; expected little-endian",
        "lzf | is compressed by filter 32000",
        "virtual | is not a sound HDF5 file"
      })
  void hostileFilesAreRefusedForTheirReason(String name, String reason) {
    BadInputException refused =
        assertThrows(
            BadInputException.class,
            () -> {
              try (Hdf5Input input = Hdf5Input.open(fixture(name))) {
                input.array("data/demo_0/actions").read();
              }
            });
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }

  @Test
  void otherFormatsAreNamed() throws IOException {
    assertRefused(new byte[] {(byte) 0x80, 4, 'c', 'o', 's'}, "is a Python pickle");
    assertRefused(new byte[] {'P', 'K', 3, 4}, "is a zip archive");
    assertRefused(new byte[] {}, "is not a sound HDF5 file");
    assertRefused("<html>".getBytes(), "is not a sound HDF5 file");
  }

  private void assertRefused(byte[] content, String reason) throws IOException {
    Path path = Files.write(folder.resolve("a.hdf5"), content);
    BadInputException refused =
        assertThrows(BadInputException.class, () -> Hdf5Input.open(path).close());
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }

  /** A compressed chunk that inflates to more than it claims is not inflated. */
  @Test
  void chunksNeverTakeMoreThanTheirShape() throws IOException {
    byte[] bytes = Files.readAllBytes(fixture("sound"));
    Path path = folder.resolve("a.hdf5");
    int damaged = 0;
    for (int i = 0; i + 1 < bytes.length; i++) {
      if (bytes[i] == 0x78 && bytes[i + 1] == 0x5e) {
        bytes[i + 2] ^= 0x55;
        damaged++;
      }
    }
    assertTrue(damaged > 4, "chunks of zlib: " + damaged);
    Files.write(path, bytes);
    try (Hdf5Input input = Hdf5Input.open(path)) {
      assertThrows(BadInputException.class, () -> input.array("data/demo_2/states").read());
    }
  }
}
