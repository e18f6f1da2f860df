package org.workcell.policies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.policies.testing.Models;

class ModelFilesTest {

  private static final long MOST_BYTES = 100_000;

  @TempDir Path folder;

  @Test
  void theCommittedModelsAreThoseOfTheScript() throws IOException, InterruptedException {
    Path script = Models.copy("make_models.py", folder);
    Path made = Files.createDirectory(folder.resolve("made"));
    Process process =
        new ProcessBuilder("python3", script.toString(), made.toString()).inheritIO().start();
    assertEquals(0, process.waitFor());
    List<Path> files;
    try (Stream<Path> all = Files.list(made)) {
      files = all.sorted().toList();
    }
    assertFalse(files.isEmpty());
    for (Path file : files) {
      byte[] committed = Files.readAllBytes(Models.copy(file.getFileName().toString(), folder));
      assertArrayEquals(committed, Files.readAllBytes(file), file.toString());
      assertTrue(committed.length < MOST_BYTES, file.toString());
    }
  }
}
