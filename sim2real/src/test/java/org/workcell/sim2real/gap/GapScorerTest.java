package org.workcell.sim2real.gap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim2real.gap.GapTruth.TrueNumber;

class GapScorerTest {

  @TempDir private Path folder;

  private GapTruth make(GapFamily family) throws IOException {
    GapMaker.make(
        Gaps.plan(family, GapLevel.MILD, 2, false), Gaps.arm(folder), folder.resolve("made"));
    return TruthFile.read(folder.resolve("made"));
  }

  private GapScore score(List<TrueNumber> found, List<ChainStage> chain) {
    return GapScorer.score(
        folder.resolve("made"), folder.resolve("arm.xml"), List.of(), Gaps.file(found, chain));
  }

  @Test
  void theTruthScoresPerfectlyAndReplaysExactly() throws IOException {
    GapTruth truth = make(GapFamily.G9);
    GapScore score = score(truth.numbers(), truth.chain());
    for (GapScore.Number number : score.numbers()) {
      assertEquals(0, number.percentError(), 1e-9, number.path());
      assertTrue(number.found());
    }
    for (GapScore.Replay replay : score.replays()) {
      assertEquals(0, replay.diverged());
      double least = replay.states().equals("true") ? .995 : .9;
      assertTrue(replay.reduction() > least, replay.toString());
    }
  }

  @Test
  void anErrorIsMeasuredAndAnIntervalMayMissTheTruth() throws IOException {
    GapTruth truth = make(GapFamily.G2);
    List<TrueNumber> found = new ArrayList<>(truth.numbers());
    TrueNumber first = found.get(0);
    found.set(0, moved(first, 1.1 * first.value()));
    found.remove(1);
    Map<String, GapScore.Number> scored = GapScorer.byPath(score(found, List.of()));
    assertEquals(10, scored.get(first.path()).percentError(), 1e-9);
    assertEquals(false, scored.get(first.path()).covered());
    GapScore.Number missing = scored.get(truth.numbers().get(1).path());
    assertFalse(missing.found());
    assertEquals(missing.nominal(), missing.estimate(), 0);
    GapScore.Number right = scored.get(truth.numbers().get(2).path());
    assertEquals(true, right.covered());
  }

  private static TrueNumber moved(TrueNumber number, double value) {
    return new TrueNumber(
        number.path(), number.unit(), value, number.nominal(), number.scale(), true);
  }

  /** Coulomb friction in the joint does what Coulomb friction in the chain does. */
  @Test
  void whatNoLogTellsApartIsAdded() throws IOException {
    GapTruth truth = make(GapFamily.G3);
    List<TrueNumber> inJoints =
        truth.numbers().stream()
            .map(
                number -> {
                  String joint = number.path().replaceAll("actuator:(.*)/.*", "$1");
                  return new TrueNumber(
                      "joint:%s/frictionloss".formatted(joint),
                      number.unit(),
                      number.value() + .05,
                      .05,
                      1,
                      true);
                })
            .toList();
    GapScore score = score(inJoints, List.of());
    assertEquals(3, score.numbers().size());
    for (GapScore.Number number : score.numbers()) {
      assertEquals(0, number.percentError(), 1e-9, number.path());
      assertEquals(.05, number.nominal(), 1e-12);
      assertEquals(true, number.covered());
    }
  }

  @Test
  void anotherModelAndAnotherFolderAreRefused() throws IOException {
    GapTruth truth = make(GapFamily.G2);
    Path other = folder.resolve("other.xml");
    Files.writeString(other, Files.readString(folder.resolve("arm.xml")) + "\n");
    assertThrows(
        BadInputException.class,
        () ->
            GapScorer.score(
                folder.resolve("made"), other, List.of(), Gaps.file(truth.numbers(), List.of())));
    assertThrows(
        BadInputException.class,
        () ->
            GapScorer.score(
                folder, folder.resolve("arm.xml"), List.of(), Gaps.file(List.of(), List.of())));
  }

  /** Only the maker, who writes it, and what judges know where the truth lies. */
  @Test
  void noOtherSourceKnowsWhereTheTruthLies() throws IOException {
    Path modules = Path.of("").toAbsolutePath();
    while (!Files.exists(modules.resolve("sim2real/pom.xml"))) {
      modules = modules.getParent();
    }
    List<String> knowing = new ArrayList<>();
    for (Path module : List.of(modules.resolve("sim2real"), modules.resolve("cli"))) {
      for (Path file : sources(module)) {
        String text = Files.readString(file);
        boolean near = text.contains("sim2real") && text.contains("\"hidden");
        if (near || text.contains("TruthFile") || text.contains("\"truth.json")) {
          knowing.add(file.getFileName().toString());
        }
      }
    }
    assertEquals(
        List.of("GapMaker.java", "GapRobot.java", "GapScorer.java", "TruthFile.java"),
        knowing.stream().sorted().toList());
    Path maker = modules.resolve("sim2real/src/main/java/org/workcell/sim2real/gap/GapMaker.java");
    assertFalse(Files.readString(maker).contains("TruthFile.read"));
  }

  private static List<Path> sources(Path module) throws IOException {
    try (Stream<Path> all = Files.walk(module.resolve("src/main/java"))) {
      return all.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
