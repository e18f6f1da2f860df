package org.workcell.datasets.records;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.sim.files.BadInputException;

class RunLockTest {

  @TempDir private Path folder;

  @Test
  void oneWritesToARun() throws IOException {
    Path manifest = Files.createFile(folder.resolve("manifest.json"));
    RunLock lock = RunLock.take(manifest);
    BadInputException refusal = assertThrows(BadInputException.class, () -> RunLock.take(manifest));
    assertTrue(refusal.getMessage().contains("another process"), refusal.getMessage());
    lock.close();
    lock.close();
    RunLock.take(manifest).close();
  }

  @Test
  void aRunWithoutAManifestIsRefused() {
    assertThrows(BadInputException.class, () -> RunLock.take(folder.resolve("absent.json")));
  }
}
