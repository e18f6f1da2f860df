package org.workcell.sim2real.gap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.bullet.Bullet;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.records.Json;
import org.workcell.sim.files.BadInputException;

/** Family G10: Bullet is the robot, and there is no truth to be found but how it moves. */
class EngineGapTest {

  @TempDir private Path folder;

  @BeforeAll
  static void requireBullet() {
    assumeTrue(Bullet.isResolved(), "Bullet is not on the class path: run with -Pbullet");
  }

  private Path make(GapPlan plan, String name) throws IOException {
    Path out = folder.resolve(name);
    GapMaker.make(plan, Gaps.arm(folder), out);
    return out;
  }

  @Test
  void itsLogsAreThoseOfTheModelInAnotherEngine() throws IOException {
    Path mild = make(Gaps.plan(GapFamily.G10, GapLevel.MILD, 3, false), "mild");
    Path hard = make(Gaps.plan(GapFamily.G10, GapLevel.HARD, 3, false), "hard");
    GapTruth truth = TruthFile.read(mild);
    assertTrue(truth.numbers().isEmpty(), "there is no number to be found");
    assertTrue(engine(mild).startsWith("bullet 3.25 with mujoco "), engine(mild));
    assertTrue(engine(hard).startsWith("bullet-plain 3.25 with mujoco "), engine(hard));
    double small = openLoop(mild);
    double large = openLoop(hard);
    assertTrue(small < 1e-4, "made to do what the model says: " + small);
    assertTrue(large > 10 * small && large > 5e-4, "as it comes: " + large);
  }

  private static String engine(Path gap) throws IOException {
    return Json.mapper()
        .readTree(Files.readAllBytes(gap.resolve(GapMaker.DESCRIPTION)))
        .get("engine")
        .asText();
  }

  /** Of windows of a second from true states, rad. */
  private double openLoop(Path gap) throws IOException {
    GapScore score =
        GapScorer.score(gap, Gaps.arm(folder), List.of(), Gaps.file(List.of(), List.of()));
    assertTrue(score.numbers().isEmpty());
    return score.replays().stream()
        .filter(each -> each.split().equals("test") && each.states().equals("true"))
        .mapToDouble(GapScore.Replay::openLoopRms)
        .max()
        .orElseThrow();
  }

  /** The same commands as of other families, so that their errors can be compared. */
  @Test
  void theSameSeedGivesTheSameBytesAndTheMotionsOfOtherFamilies() throws IOException {
    GapPlan plan = Gaps.plan(GapFamily.G10, GapLevel.MILD, 5, false);
    Path one = make(plan, "one");
    Path two = make(plan, "two");
    Path other = make(Gaps.plan(GapFamily.G0, GapLevel.MILD, 5, false), "none");
    for (String split : List.of("train", "validation", "test", "ood")) {
      String log = "%s/%s_00.npz".formatted(split, split);
      assertArrayEquals(
          Files.readAllBytes(one.resolve(log)), Files.readAllBytes(two.resolve(log)), log);
      assertArrayEquals(commands(one, split), commands(other, split), 0, log);
    }
    assertFalse(Files.readString(other.resolve(GapMaker.DESCRIPTION)).contains("engine"));
  }

  @Test
  void enginesAndFamiliesBelongTogether() {
    GapPlan.Builder bullet = GapPlan.builder(GapFamily.G10, GapLevel.MILD, 1);
    assertEquals("bullet", bullet.build().engine());
    assertEquals("bullet-plain", bullet.engine("bullet-plain").build().engine());
    assertThrows(IllegalArgumentException.class, () -> bullet.engine("mujoco").build());
    GapPlan.Builder mujoco = GapPlan.builder(GapFamily.G4, GapLevel.MILD, 1);
    assertThrows(IllegalArgumentException.class, () -> mujoco.engine("bullet").build());
    GapPlan misspelt = bullet.engine("bulet").build();
    assertThrows(BadInputException.class, () -> make(misspelt, "misspelt"));
    assertFalse(Files.exists(folder.resolve("misspelt")));
  }

  private static double[] commands(Path gap, String split) {
    Path log = gap.resolve(split).resolve(split + "_00.npz");
    return LogFolder.read(log).values(Quantity.COMMAND);
  }
}
