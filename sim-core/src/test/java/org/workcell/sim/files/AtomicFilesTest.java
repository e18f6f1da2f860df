package org.workcell.sim.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {

  @Test
  void whatCannotTakeItsPlaceIsRemoved(@TempDir Path folder) throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken"));
    assertThrows(IOException.class, () -> AtomicFiles.write(taken, new byte[3]));
    try (Stream<Path> entries = Files.list(folder)) {
      assertEquals(List.of(taken), entries.toList());
    }
  }
}
