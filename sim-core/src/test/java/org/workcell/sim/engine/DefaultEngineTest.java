package org.workcell.sim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefaultEngineTest {

  private static final Path SOURCES =
      Path.of(System.getProperty("basedir", "."), "../mujoco-native/provision/sources.py");

  private static Engine.Identity engine(String version, String source) {
    return new Engine.Identity("mujoco", version, source, "a", "b");
  }

  @Test
  void theDefaultIsWhatBuildsTakeFirst() throws IOException {
    String wheel = "WHEEL_VERSION = \"%s\"".formatted(Engine.DEFAULT_VERSION);
    assertTrue(Files.readAllLines(SOURCES).contains(wheel), wheel);
  }

  @Test
  void anotherEngineSaysThatItsNumbersDiffer() {
    assertEquals(Optional.empty(), engine(Engine.DEFAULT_VERSION, "wheel").difference());
    assertEquals(
        "MuJoCo 3.5.0 (debian), not the default 3.14.0: numbers differ from published ones",
        engine("3.5.0", "debian").difference().orElseThrow());
  }
}
