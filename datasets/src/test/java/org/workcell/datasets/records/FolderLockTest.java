package org.workcell.datasets.records;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.sim.files.BadInputException;

class FolderLockTest {

  @Test
  void oneWorksInAFolder(@TempDir Path folder) {
    FolderLock lock = FolderLock.of(folder);
    BadInputException refusal = assertThrows(BadInputException.class, () -> FolderLock.of(folder));
    assertTrue(refusal.getMessage().contains("another process works"), refusal.getMessage());
    lock.close();
    lock.close();
    FolderLock.of(folder).close();
  }

  @Test
  void aFolderThatIsNotThereIsRefused(@TempDir Path folder) {
    assertThrows(BadInputException.class, () -> FolderLock.of(folder.resolve("absent")));
  }
}
