package org.workcell.policies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.policies.testing.Models;
import org.workcell.sim.files.CacheFolder;

class ComputeDeviceTest {

  @ParameterizedTest
  @CsvSource({
    "auto,   0, cpu",
    "cpu,    0, cpu",
    "cpu,    2, cpu",
    "auto,   2, cuda:0",
    "cuda,   1, cuda:0",
    "cuda:1, 2, cuda:1",
  })
  void choosesByNameAndByWhatThereIs(String name, int gpus, String label) {
    assertEquals(label, ComputeDevice.choose(name, gpus).label());
  }

  @ParameterizedTest
  @CsvSource({"cuda, 0", "cuda:2, 2"})
  void refusesDevicesThatAreNotThere(String name, int gpus) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> ComputeDevice.choose(name, gpus))
            .getMessage();
    assertTrue(message.startsWith("device " + name + " is not there: libtorch finds " + gpus));
  }

  @ParameterizedTest
  @CsvSource({"gpu", "CPU", "cuda:", "cuda:x", "cuda:-1"})
  void refusesNamesThatAreNone(String name) {
    assertThrows(IllegalArgumentException.class, () -> ComputeDevice.requireName(name));
  }

  @Test
  void libtorchLiesInWorkcellsCache() {
    assertEquals(Path.of("/c"), CacheFolder.of(Map.of("WORKCELL_CACHE", "/c")));
    assertEquals(
        Path.of("/x/workcell"),
        CacheFolder.of(Map.of("WORKCELL_CACHE", "", "XDG_CACHE_HOME", "/x")));
    assertEquals(Path.of("/h/.cache/workcell"), CacheFolder.of(Map.of("HOME", "/h")));
    String user = "workcell-" + System.getProperty("user.name");
    assertEquals(Path.of("/t", user), CacheFolder.of(Map.of("TMPDIR", "/t")));
    assertEquals(Path.of("/tmp", user), CacheFolder.of(Map.of()));
  }

  @Test
  void libtorchSaysItsVersion() {
    Models.needLibtorch();
    assertTrue(Libtorch.version().matches("\\d+\\.\\d+\\.\\d+"), Libtorch.version());
    assertEquals("true", System.getProperty("OPT_OUT_TRACKING"));
    assertEquals("true", System.getProperty("ai.djl.offline"));
  }

  @Test
  void answersOnCuda(@TempDir Path folder) {
    Models.needLibtorch();
    int gpus = Libtorch.engine().getGpuCount();
    Models.skipUnless(gpus > 0, "libtorch finds no CUDA device");
    Path file = Models.copy("point.pt", folder);
    InferenceOptions cuda = InferenceOptions.on(ComputeDevice.choose("cuda", gpus));
    InferenceOptions cpu = InferenceOptions.on(ComputeDevice.CPU);
    try (TorchScriptPolicy there = TorchScriptPolicy.load(file, Layouts.POINT, cuda);
        TorchScriptPolicy here = TorchScriptPolicy.load(file, Layouts.POINT, cpu)) {
      assertArrayEquals(
          Layouts.act(here, Layouts.POINT, 3)[0], Layouts.act(there, Layouts.POINT, 3)[0], 1e-5);
    }
  }
}
