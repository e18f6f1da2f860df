package org.workcell.datasets.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.sim.files.BadInputException;

class LogImportTest {

  private static final String MAP =
      "map: 1\njoints: [a]\ntime: {column: t, unit: s}\nposition: {columns: q, unit: rad}\n";

  @TempDir Path folder;
  private Path runs;
  private Path out;

  @BeforeEach
  void writeRuns() throws IOException {
    runs = Files.createDirectory(folder.resolve("runs"));
    out = folder.resolve("logs");
    Files.writeString(runs.resolve("two.csv"), "t,q\n0,1\n1,2\n");
    Files.writeString(runs.resolve("one.csv"), "t,q\n0,3\n1,4\n");
    Files.writeString(runs.resolve("README.md"), "about");
  }

  private List<Path> run(boolean overwrite, Path... paths) {
    List<Path> skipped = new ArrayList<>();
    new LogImport(Optional.of(LogMapping.of("m", MAP)), Optional.empty())
        .run(List.of(paths), out, overwrite, each -> {}, skipped::add);
    return skipped;
  }

  private String refusal(boolean overwrite, Path... paths) {
    return assertThrows(BadInputException.class, () -> run(overwrite, paths)).getMessage();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(out)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void folderOfFilesBecomesAFolderOfLogs() throws IOException {
    assertEquals(List.of(runs.resolve("README.md")), run(false, runs));
    assertEquals(List.of("one.json", "one.npz", "two.json", "two.npz"), files());
    RobotLog log = LogFolder.open(out).readAll().get(0);
    assertEquals(3, log.value(Quantity.POSITION, 0, 0));
    assertEquals(LogFolder.sha256(runs.resolve("one.csv")), log.meta().sourceSha256());
  }

  @Test
  void whereOneIsRefusedNoneIsWritten() throws IOException {
    Files.writeString(runs.resolve("zero.csv"), "t,q\n0,3\n0,4\n");
    assertTrue(refusal(false, runs).contains("log zero: time of row 1 is 0.0 s, as in"));
    assertEquals(List.of(), files());
  }

  @Test
  void logsAreReplacedOnlyWhenAskedFor() throws IOException {
    run(false, runs);
    assertTrue(refusal(false, runs).contains("exists already"));
    Files.writeString(runs.resolve("one.csv"), "t,q\n0,5\n1,4\n");
    Files.writeString(runs.resolve("two.csv"), "t,q\n0,5\n1,x\n");
    assertTrue(refusal(true, runs).contains("'x' is not a number"));
    assertEquals(3, LogFolder.open(out).readAll().get(0).value(Quantity.POSITION, 0, 0));
    run(true, runs.resolve("one.csv"));
    assertEquals(5, LogFolder.open(out).readAll().get(0).value(Quantity.POSITION, 0, 0));
  }

  @Test
  void refusesWhatIsNotThereAndTwoOfAName() throws IOException {
    assertTrue(refusal(false, runs.resolve("no.csv")).contains("does not exist"));
    assertTrue(refusal(false, runs.resolve("README.md")).contains("in no format that is known"));
    Path other = Files.createDirectory(folder.resolve("other"));
    assertTrue(refusal(false, other).contains("has no log in a format"));
    Files.copy(runs.resolve("one.csv"), other.resolve("one.csv"));
    assertTrue(refusal(false, runs, other).contains("would be named 'one'"));
    assertTrue(
        assertThrows(
                BadInputException.class,
                () ->
                    new LogImport(Optional.empty(), Optional.empty())
                        .run(List.of(runs), out, false, each -> {}, each -> {}))
            .getMessage()
            .contains("give a mapping file with --map"));
  }
}
