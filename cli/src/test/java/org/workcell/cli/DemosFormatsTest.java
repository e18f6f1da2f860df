package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.testing.FakeSuite;
import org.workcell.testing.Rendering;

/** Demonstrations in the formats of others. */
class DemosFormatsTest {

  private static final String FILE = "testing/point-mass-v1_demo.hdf5";

  @TempDir Path folder;

  private static Invocation demos(int status, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("demos"));
    all.addAll(List.of(arguments));
    Invocation invocation = Invocation.of(all.toArray());
    assertEquals(status, invocation.status(), invocation.err());
    return invocation;
  }

  @Test
  void aRecordingAndItsSetLieInOneFolder() {
    Path out = folder.resolve("lerobot");
    Invocation made =
        demos(
            ExitStatus.OK, FakeSuite.POINT_MASS, "--episodes=2", "--format=lerobot", "--out", out);
    assertTrue(made.err().contains(out + ": 2 episodes"), made.err());
    assertTrue(made.out().startsWith("task "), made.out());
    assertTrue(Files.isRegularFile(out.resolve("meta/info.json")));
    assertTrue(Files.isRegularFile(out.resolve("recording/summary.json")));
    demos(ExitStatus.OK, "--verify", out.resolve("recording"));
    Invocation taken =
        demos(ExitStatus.BAD_INPUT, FakeSuite.POINT_MASS, "--format=lerobot", "--out", out);
    assertTrue(taken.err().contains("already holds"), taken.err());
  }

  @Test
  void filesOfOthersAreWrittenReadDrawnAndCompared() {
    Rendering.assumePossible();
    Path hdf5 = folder.resolve("hdf5");
    demos(
        ExitStatus.OK,
        FakeSuite.POINT_MASS,
        "--episodes=1",
        "--cameras=overview",
        "--image-size=32x24",
        "--image-quality=faithful",
        "--format=libero-hdf5",
        "--out=" + hdf5);
    Path file = hdf5.resolve(FILE);
    Invocation parity = Invocation.of("parity", "testing", "--assets", "builtin", "--demos", file);
    assertEquals(ExitStatus.OK, parity.status(), parity.err());
    assertTrue(parity.out().contains("overview"), parity.out());
    assertTrue(parity.out().contains("100.000 %"), parity.out());
    Path ours = folder.resolve("ours");
    demos(ExitStatus.OK, "--from", file, "--rerender=16x12", "--drop-noops", "--out", ours);
    assertTrue(Files.isRegularFile(ours.resolve(FILE)));
    Path lerobot = folder.resolve("ours-lerobot");
    demos(
        ExitStatus.OK,
        "--from=" + file,
        "--rerender=16x16",
        "--format=lerobot",
        "--pictures=png",
        "--out=" + lerobot);
    assertTrue(Files.isRegularFile(lerobot.resolve("meta/stats.json")));
    assertFalse(Files.exists(lerobot.resolve("videos")));
    Invocation otherSuite =
        Invocation.of("parity", "metaworld", "--assets", "builtin", "--demos", file);
    assertEquals(ExitStatus.BAD_INPUT, otherSuite.status());
    assertTrue(otherSuite.err().contains("is none of suite metaworld"), otherSuite.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "T --format lerobot --upright      | --libero-skew and --upright belong to --format libero",
        "T --format libero-hdf5 --float64  | --image-format, --float64 and --robot-type belong to",
        "T --rerender 32x32                | --rerender and --drop-noops need --from FILE.hdf5",
        "--from FOLDER --format npz        | give --format lerobot or libero-hdf5",
        "T --from FOLDER --format lerobot  | leave tasks out",
        "--from FOLDER --format lerobot    | holds no demonstrations",
        "--from FOLDER/none.hdf5           | is not a file; give an HDF5 file",
        "T --format lerobot --image-format gif | --image-format 'gif' does not exist; use video or"
            + " png",
        "--from FOLDER/x --rerender 5x5 --cameras a | remove --cameras and --image-size",
      })
  void optionsThatDoNotFitAreRefused(String options, String explanation) {
    Path out = folder.resolve("out");
    String line =
        options.replaceFirst("^T ", FakeSuite.POINT_MASS + " ").replace("FOLDER", folder + "")
            + " --out "
            + out;
    Invocation refused = demos(ExitStatus.BAD_INPUT, (Object[]) line.split(" +"));
    assertTrue(refused.err().contains(explanation), refused.err());
    assertTrue(Files.notExists(out) || out.toFile().list().length == 0);
  }
}
