package org.workcell.sim.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build needs python3, so it is there. */
class PythonPackagesTest {

  @TempDir Path folder;

  private Optional<Path> find(String name) {
    return PythonPackages.folder(name, Map.of("PYTHONPATH", folder.toString()));
  }

  @Test
  void findsPackagesWithoutImportingThem() throws IOException {
    Path broken = Files.createDirectories(folder.resolve("workcell_test_package"));
    Files.writeString(broken.resolve("__init__.py"), "raise ImportError('needs a GPU')");
    Path without = Files.createDirectories(folder.resolve("workcell_test_namespace"));
    Files.writeString(folder.resolve("workcell_test_module.py"), "");
    assertEquals(Optional.of(broken), find("workcell_test_package"));
    assertEquals(Optional.of(without), find("workcell_test_namespace"));
    assertEquals(Optional.empty(), find("workcell_test_module"));
    assertEquals(Optional.empty(), find("workcell_test_nothing"));
  }
}
