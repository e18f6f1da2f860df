package org.workcell.datasets.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.sim.files.BadInputException;

class StageFolderTest {

  /** What a run is about. */
  record Run(String name, int seed) {}

  @TempDir private Path temporary;

  private StageFolder open(String folder, int seed) {
    return StageFolder.of(
        temporary.resolve(folder),
        new StageFolder.Head<>("run.json", new Run("a", seed), run -> "seed " + run.seed()));
  }

  @Test
  void aFolderIsOfOneRun() {
    StageFolder first = open("runs", 1);
    first.write("stages/one.json", new Run("done", 7));
    StageFolder again = open("runs", 1);
    assertTrue(again.has("stages/one.json"));
    assertEquals(new Run("done", 7), again.read("stages/one.json", Run.class));
    BadInputException other = assertThrows(BadInputException.class, () -> open("runs", 2));
    assertTrue(other.getMessage().contains("seed 1, not this one"), other.getMessage());
  }

  @Test
  void filesOfOthersAreLeftAlone() throws IOException {
    Path file = Files.createDirectories(temporary.resolve("other")).resolve("thesis.txt");
    Files.writeString(file, "words");
    assertThrows(BadInputException.class, () -> open("other", 1));
    assertFalse(Files.exists(temporary.resolve("other/run.json")));
    Path noFolder = Files.writeString(temporary.resolve("file"), "words");
    assertThrows(BadInputException.class, () -> open(noFolder.getFileName().toString(), 1));
  }

  @Test
  void whatAnInterruptionLeftIsRemoved() throws IOException {
    StageFolder stages = open("runs", 1);
    Path part = stages.fresh("worlds/one");
    Files.createDirectories(part.resolve("logs"));
    Files.writeString(part.resolve("logs/half"), "half");
    assertFalse(stages.has("worlds/one"));
    Path fresh = stages.fresh("worlds/one");
    assertEquals(part, fresh);
    assertFalse(Files.exists(fresh));
    Files.createDirectories(fresh);
    Files.writeString(fresh.resolve("whole"), "whole");
    stages.finish("worlds/one");
    assertEquals("whole", Files.readString(stages.of("worlds/one/whole")));
    assertFalse(Files.exists(part));
  }

  @Test
  void aFileThatIsNoneIsNamed() {
    StageFolder stages = open("runs", 1);
    BadInputException missing =
        assertThrows(BadInputException.class, () -> stages.read("none.json", Run.class));
    assertTrue(missing.getMessage().contains("none.json"), missing.getMessage());
    stages.write("broken.json", new byte[] {'{'});
    assertThrows(BadInputException.class, () -> stages.read("broken.json", Run.class));
  }
}
