package org.workcell.evaluation.demonstrations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.demonstrations.Demonstration;
import org.workcell.datasets.demonstrations.DemonstrationLine;
import org.workcell.datasets.demonstrations.Demonstrations;
import org.workcell.evaluation.Evaluation;
import org.workcell.evaluation.PolicyKind;
import org.workcell.evaluation.Recording;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.cameras.EnvironmentRenderer;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.OpenGlContext;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.testing.FakeSuite;
import org.workcell.testing.Rendering;

class DemonstrationRunTest {

  private static final List<String> COMMAND = List.of("demos");

  @TempDir Path parent;

  /** Four episodes of a task whose episodes break now and then, and of one that is sound. */
  private static DemonstrationOrder fragile() {
    return order(4, 20, Keep.SUCCESS, OptionalInt.of(3), FakeSuite.FRAGILE, FakeSuite.POINT_MASS);
  }

  private static DemonstrationOrder order(
      int episodes, int attempts, Keep keep, OptionalInt after, String... tasks) {
    return order(
        PolicyKind.EXPERT, episodes, attempts, keep, new Recording(after, List.of()), tasks);
  }

  private static DemonstrationOrder order(
      PolicyKind policy,
      int episodes,
      int attempts,
      Keep keep,
      Recording recording,
      String... tasks) {
    Evaluation evaluation =
        Evaluation.builder(Stream.of(tasks).map(FakeSuite::task).toList(), policy)
            .episodes(attempts)
            .recording(recording)
            .build();
    return new DemonstrationOrder(evaluation, episodes, keep, 1);
  }

  private Demonstrations record(DemonstrationOrder order, String name, int workers) {
    Path folder = parent.resolve(name);
    try (DemonstrationRun run = DemonstrationRun.check(order);
        DemonstrationFolder made = run.create(folder, COMMAND)) {
      assertTrue(run.run(made, workers, 1, result -> {}));
      run.finish(made);
    }
    return Demonstrations.open(folder);
  }

  private static void resume(DemonstrationOrder order, Path folder) {
    try (DemonstrationRun run = DemonstrationRun.check(order);
        DemonstrationFolder opened = run.resume(folder, COMMAND)) {
      assertTrue(run.run(opened, 2, 1, result -> {}));
      run.finish(opened);
    }
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), "ISO-8859-1");
        contents.put(folder.relativize(file).toString(), bytes);
      }
    }
    return contents;
  }

  private static void assertSameFiles(Path expected, Path actual) throws IOException {
    Map<String, String> wanted = contents(expected);
    Map<String, String> found = contents(actual);
    assertEquals(wanted.keySet(), found.keySet());
    wanted.forEach((name, bytes) -> assertTrue(bytes.equals(found.get(name)), name));
  }

  @Test
  void filesDoNotDependOnTheNumberOfWorkers() throws IOException {
    record(fragile(), "one", 1);
    record(fragile(), "four", 4);
    assertSameFiles(parent.resolve("one"), parent.resolve("four"));
  }

  @Test
  void theFirstSuccessfulAttemptsAreKeptAndNoneIsRunInVain() {
    Demonstrations recorded = record(fragile(), "run", 3);
    for (String task : List.of(FakeSuite.FRAGILE, FakeSuite.POINT_MASS)) {
      List<DemonstrationLine> attempts =
          recorded.attempts().stream().filter(line -> line.task().equals(task)).toList();
      assertEquals(
          IntStream.range(0, attempts.size()).boxed().toList(),
          attempts.stream().map(DemonstrationLine::episode).toList());
      assertEquals(4, recorded.ofTask(task).size());
      assertTrue(attempts.get(attempts.size() - 1).kept(), "the last one was needed");
      for (DemonstrationLine line : attempts) {
        assertEquals(line.kept(), line.result().successOnce());
        assertEquals(line.episode(), line.result().seed());
      }
    }
    assertTrue(recorded.attempts().size() > 8, "some have broken");
    assertTrue(recorded.isComplete());
  }

  @Test
  void aRecordingThatIsKilledAtAnyMomentEndsWithTheSameFiles() throws IOException {
    DemonstrationOrder order = fragile();
    record(order, "whole", 2);
    Path whole = parent.resolve("whole");
    int lines = Files.readAllLines(whole.resolve("index.jsonl")).size();
    for (int kept = 0; kept <= lines; kept += 3) {
      Path killed = parent.resolve("killed" + kept);
      record(order, killed.getFileName().toString(), 2);
      Files.delete(killed.resolve("summary.json"));
      List<String> all = Files.readAllLines(killed.resolve("index.jsonl"));
      String cut = kept < lines ? all.get(kept).substring(0, 40) : "";
      Files.writeString(
          killed.resolve("index.jsonl"),
          String.join("", all.subList(0, kept).stream().map(line -> line + "\n").toList()) + cut);
      if (kept < lines) {
        Path next = killed.resolve("episodes/" + FakeSuite.POINT_MASS + "/000003.npz");
        Files.writeString(next, "written without a line");
        Files.writeString(next.resolveSibling("000003.npz.new"), "cut");
      }
      resume(order, killed);
      assertSameFiles(whole, killed);
    }
  }

  @Test
  void editedFilesAreRefusedAndLostOnesAreRecordedAgain() throws IOException {
    DemonstrationOrder order = order(2, 2, Keep.SUCCESS, OptionalInt.of(0), FakeSuite.POINT_MASS);
    Demonstrations recorded = record(order, "run", 1);
    Path folder = recorded.folder();
    Path file = folder.resolve(recorded.kept().get(1).file().path());
    byte[] whole = Files.readAllBytes(file);
    byte[] edited = whole.clone();
    edited[whole.length / 2] ^= 1;
    Files.write(file, edited);
    assertRefused("is not the file that was recorded", () -> resume(order, folder));
    assertRefused("not the file that was recorded", () -> recorded.read(recorded.kept().get(1)));
    Files.delete(file);
    resume(order, folder);
    assertArrayEquals(whole, Files.readAllBytes(file));
    Path index = folder.resolve("index.jsonl");
    String lines = Files.readString(index);
    Files.writeString(index, lines.replace("\"seed\":1,", "\"seed\":7,"));
    assertRefused("is damaged", () -> resume(order, folder));
    assertRefused("is damaged", () -> Demonstrations.open(folder));
    Files.writeString(index, lines);
    Path manifest = folder.resolve("manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"attempts\": 2", "\"attempts\": 3"));
    assertRefused("manifest.json is damaged", () -> resume(order, folder));
  }

  @Test
  void aFolderThatCannotBeWrittenToEndsTheRunAndKeepsWhatItHas() throws IOException {
    DemonstrationOrder order = order(2, 2, Keep.SUCCESS, OptionalInt.of(0), FakeSuite.POINT_MASS);
    Path whole = record(order, "whole", 1).folder();
    Path folder = parent.resolve("full");
    try (DemonstrationRun run = DemonstrationRun.check(order);
        DemonstrationFolder made = run.create(folder, COMMAND)) {
      Files.writeString(folder.resolve("episodes"), "in the way");
      String message =
          assertThrows(UncheckedIOException.class, () -> run.run(made, 2, 1, result -> {}))
              .getMessage();
      assertTrue(message.contains("make room and continue with --resume"), message);
    }
    Files.delete(folder.resolve("episodes"));
    resume(order, folder);
    assertSameFiles(whole, folder);
  }

  @Test
  void anIndexThatIsNoFileIsRefusedAtOnce() throws Exception {
    DemonstrationOrder order = order(1, 1, Keep.SUCCESS, OptionalInt.of(0), FakeSuite.POINT_MASS);
    Path folder = record(order, "run", 1).folder();
    Path index = folder.resolve("index.jsonl");
    Files.delete(index);
    assertEquals(0, new ProcessBuilder("mkfifo", index.toString()).start().waitFor());
    assertRefused("is not a file", () -> Demonstrations.open(folder));
    assertRefused("is not a file", () -> resume(order, folder));
  }

  @Test
  void otherSettingsAreRefused() {
    DemonstrationOrder order = order(2, 4, Keep.SUCCESS, OptionalInt.of(0), FakeSuite.POINT_MASS);
    Path folder = record(order, "run", 1).folder();
    assertRefused(
        "keep was \"success\" and is now \"all\"",
        () -> resume(order(2, 4, Keep.ALL, OptionalInt.of(0), FakeSuite.POINT_MASS), folder));
    assertRefused(
        "steps_after_success was 0 and is now 5",
        () -> resume(order(2, 4, Keep.SUCCESS, OptionalInt.of(5), FakeSuite.POINT_MASS), folder));
    assertRefused(
        "attempts was 4 and is now 5",
        () -> resume(order(2, 5, Keep.SUCCESS, OptionalInt.of(0), FakeSuite.POINT_MASS), folder));
    assertRefused("already holds demonstrations", () -> record(order, "run", 1));
  }

  private static void assertRefused(String explanation, Runnable action) {
    String message = assertThrows(BadInputException.class, action::run).getMessage();
    assertTrue(message.contains(explanation), message);
  }

  @Test
  void episodesGoOnAfterSuccessAsLongAsTold() {
    for (int after : List.of(0, 3)) {
      Demonstrations recorded =
          record(
              order(2, 2, Keep.SUCCESS, OptionalInt.of(after), FakeSuite.POINT_MASS),
              "after" + after,
              1);
      for (DemonstrationLine line : recorded.kept()) {
        assertEquals(line.result().firstSuccessStep() + after, line.result().steps());
        assertEquals(DemonstrationLine.Ending.AFTER_SUCCESS, line.ended());
        assertEquals(0, recorded.read(line).array("truncated").number(line.result().steps() - 1));
      }
    }
    Demonstrations whole =
        record(order(1, 1, Keep.ALL, OptionalInt.empty(), FakeSuite.POINT_MASS), "whole", 1);
    assertEquals(100, whole.kept().get(0).result().steps());
    assertEquals(DemonstrationLine.Ending.TRUNCATED, whole.kept().get(0).ended());
  }

  @Test
  void degradedStepsAreMarkedAndThePolicysActionStays() {
    Recording noise = new Recording(OptionalInt.of(2), List.of("noise=std:0.3,correlation:0.8"));
    DemonstrationOrder order =
        order(PolicyKind.EXPERT, 2, 20, Keep.SUCCESS, noise, FakeSuite.POINT_MASS);
    Demonstrations recorded = record(order, "noisy", 2);
    for (DemonstrationLine line : recorded.kept()) {
      Demonstration read = recorded.read(line);
      assertEquals(read.steps(), line.degradedSteps());
      NpyArray asked = read.action();
      NpyArray done = read.executedAction();
      assertFalse(java.util.Arrays.equals(asked.toFloats(), done.toFloats()));
      for (int step = 0; step < read.steps(); step++) {
        assertEquals(1, read.array("executed_by").number(step));
        assertEquals(1, read.degraded().orElseThrow().number(step));
      }
      assertArrayEquals(done.toBytes(), read.record().actionBytes());
    }
    assertNotEquals(
        recorded.kept().get(0).result().cell(),
        record(order(2, 20, Keep.SUCCESS, OptionalInt.of(2), FakeSuite.POINT_MASS), "clean", 1)
            .kept()
            .get(0)
            .result()
            .cell(),
        "degradations are part of the cell");
  }

  @Test
  void whatCannotBeDegradedIsRefusedBeforeAnythingIsWritten() {
    Recording pauses = new Recording(OptionalInt.empty(), List.of("pauses=rate:0.1"));
    assertRefused(
        "of mode 'unspecified'",
        () ->
            record(order(PolicyKind.EXPERT, 1, 1, Keep.ALL, pauses, FakeSuite.POINT_MASS), "p", 1));
    assertRefused(
        "there is no degradation 'sleep'; use one of detours, noise, pauses",
        () -> new Recording(OptionalInt.empty(), List.of("sleep=rate:1")).factories());
    assertFalse(Files.exists(parent.resolve("p")));
  }

  /** Images of the environment as its snapshot and the actions rebuild it. */
  @Test
  void imagesShowEveryObservation() {
    Rendering.assumePossible();
    ImageOptions options =
        ImageOptions.of(new RenderOptions(32, 24, RenderOptions.Quality.FAST), "overview")
            .withWorkers(1);
    Evaluation evaluation =
        Evaluation.builder(List.of(FakeSuite.task(FakeSuite.POINT_MASS)), PolicyKind.EXPERT)
            .images(Optional.of(options))
            .recording(new Recording(OptionalInt.of(1), List.of()))
            .build();
    Demonstrations recorded = record(new DemonstrationOrder(evaluation, 1, Keep.ALL, 1), "p", 1);
    Demonstration read = recorded.read(recorded.kept().get(0));
    NpyArray images = read.observation("images");
    assertEquals(List.of(read.steps() + 1, 1, 24, 32, 3), images.shape());
    double[] expected = new double[24 * 32 * 3];
    try (EnvironmentFactory factory = new EnvironmentFactory();
        SimulatedEnvironment environment =
            factory.newEnvironment(
                FakeSuite.task(FakeSuite.POINT_MASS), EnvironmentOptions.defaults());
        OpenGlContext context = OpenGlContext.open()) {
      BatchLayout layout = environment.spec().task().layout();
      BatchStorage storage = BatchStorage.allocate(layout.withImages(options.blockSpecs()), 1);
      ImageBlock block = options.over(storage);
      environment.restore(Snapshot.fromBytes(read.snapshot()), storage, 0);
      try (EnvironmentRenderer renderer = new EnvironmentRenderer(context, environment, options)) {
        for (int row = 0; row <= read.steps(); row++) {
          renderer.render(environment, block, 0);
          storage.image(0).getRow(0, expected);
          assertArrayEquals(expected, images.row(row), "image " + row);
          if (row < read.steps()) {
            storage.action().putRow(0, read.executedAction().row(row));
            environment.step(storage, 0);
          }
        }
      }
    }
    assertFalse(java.util.Arrays.equals(images.row(0), images.row(read.steps())));
  }

  @Test
  void tooFewSuccessesAreCountedAndSaid() {
    Recording whole = new Recording(OptionalInt.empty(), List.of());
    DemonstrationOrder order =
        order(PolicyKind.ZERO, 2, 3, Keep.SUCCESS, whole, FakeSuite.POINT_MASS);
    Path folder = parent.resolve("none");
    try (DemonstrationRun run = DemonstrationRun.check(order);
        DemonstrationFolder made = run.create(folder, COMMAND)) {
      List<Integer> tried = new ArrayList<>();
      assertTrue(run.run(made, 2, 1, result -> tried.add(result.episode())));
      assertEquals(3, tried.size());
      DemonstrationSummary summary = run.finish(made);
      assertEquals(Map.of(FakeSuite.POINT_MASS, 2), summary.missing());
      assertEquals(0, summary.overall().keptRate());
    }
    assertEquals(List.of(), Demonstrations.open(folder).kept());
  }
}
