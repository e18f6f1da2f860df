package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.datasets.records.Json;
import org.workcell.policies.Libtorch;
import org.workcell.policies.testing.Models;
import org.workcell.testing.FakeSuite;
import org.workcell.testing.Rendering;

class NetworkBenchTest {

  @TempDir Path folder;

  @BeforeEach
  void needLibtorch() {
    Models.needLibtorch();
  }

  private Invocation bench(Path out, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("bench", "--out", out));
    arguments.addAll(List.of(options));
    return Invocation.of(arguments.toArray());
  }

  private Path run(String name, Object... options) {
    Path out = folder.resolve(name);
    Invocation invocation = bench(out, options);
    assertEquals(ExitStatus.OK, invocation.status(), invocation.err());
    return out;
  }

  private static JsonNode network(Path run) throws IOException {
    return Json.mapper().readTree(run.resolve("manifest.json").toFile()).get("network");
  }

  @Test
  void manifestSaysWhatActed() throws IOException {
    Path file = Models.copy("point-blocks.pt", folder);
    Path run =
        run("run", FakeSuite.POINT_MASS, "--policy", file, "--episodes=2", "--device", "cpu");
    JsonNode network = network(run);
    assertEquals(64, network.get("sha256").asText().length());
    assertEquals("cpu", network.get("device").asText());
    assertEquals(Libtorch.version(), network.get("libtorch").asText());
    assertEquals(Libtorch.djlVersion(), network.get("djl").asText());
    assertEquals(8, network.get("padded_rows").asInt());
    assertEquals(1, network.get("chunk_steps").asInt());
    assertEquals(1, network.get("played_steps").asInt());
    String report = Files.readString(run.resolve("report.html"));
    assertTrue(report.contains("libtorch " + Libtorch.version() + " on cpu"), report);
  }

  @ParameterizedTest
  @CsvSource({"point-blocks.pt", "point-chunk.pt", "point-noise.pt", "point.pt"})
  void resultsDoNotDependOnTheNumberOfWorkers(String model) throws IOException {
    Path file = Models.copy(model, folder);
    Object[] cells = {FakeSuite.POINT_MASS, "--policy", file, "--episodes=6", "--workers"};
    Path one = run("one", with(cells, 1));
    Path three = run("three", with(cells, 3));
    for (String result : List.of("episodes.jsonl", "records.jsonl", "summary.json")) {
      assertEquals(
          Files.readString(one.resolve(result)), Files.readString(three.resolve(result)), result);
    }
  }

  private static Object[] with(Object[] options, Object last) {
    List<Object> all = new ArrayList<>(List.of(options));
    all.add(last);
    return all.toArray();
  }

  @Test
  void aPolicyThatHeadsForTheGoalArrives() throws IOException {
    Path file = Models.copy("point-blocks.pt", folder);
    Path run = run("run", FakeSuite.POINT_MASS, "--policy", file, "--episodes=5");
    JsonNode summary = Json.mapper().readTree(run.resolve("summary.json").toFile());
    assertEquals(1, summary.get("overall").get("success_once").asDouble());
  }

  @Test
  void playsAsMuchOfAChunkAsItIsTold() throws IOException {
    Path file = Models.copy("point-chunk.pt", folder);
    Object[] cells = {FakeSuite.POINT_MASS, "--policy", file, "--episodes=2", "--play-steps"};
    Path one = run("one", with(cells, 1));
    Path four = run("four", with(cells, 4));
    assertEquals(4, network(one).get("chunk_steps").asInt());
    assertEquals(1, network(one).get("played_steps").asInt());
    assertEquals(4, network(four).get("played_steps").asInt());
    assertFalse(
        Files.readString(one.resolve("records.jsonl"))
            .equals(Files.readString(four.resolve("records.jsonl"))));
    // With one action played of each plan, a plan's first action is all that shows.
    Path single =
        run(
            "single",
            FakeSuite.POINT_MASS,
            "--policy",
            Models.copy("point-blocks.pt", folder),
            "--episodes=2");
    assertEquals(withoutCells(single), withoutCells(one));
  }

  /** Other policies are other cells. */
  private static String withoutCells(Path run) throws IOException {
    return Files.readString(run.resolve("episodes.jsonl"))
        .replaceAll(",\"(cell|checksum)\":\"\\w+\"", "");
  }

  /** Episodes of two tasks, some of which break, whoever they share their batches with. */
  @ParameterizedTest
  @CsvSource({"point-blocks.pt", "point-chunk.pt", "point-noise.pt"})
  void resultsDoNotDependOnWhichEpisodesRunTogether(String model) throws IOException {
    Path file = Models.copy(model, folder);
    String whole = null;
    for (String size : List.of("1", "3", "8")) {
      Path out = folder.resolve("batch" + size);
      Invocation bench =
          bench(
              out,
              FakeSuite.POINT_MASS,
              FakeSuite.FRAGILE,
              "--policy",
              file,
              "--episodes=9",
              "--workers=2",
              "--batch-size",
              size);
      assertEquals(ExitStatus.ERROR, bench.status(), "some episodes break");
      String lines =
          Files.readString(out.resolve("episodes.jsonl"))
              + Files.readString(out.resolve("records.jsonl"))
              + Files.readString(out.resolve("summary.json"));
      whole = whole == null ? lines : whole;
      assertEquals(whole, lines, "batches of " + size);
    }
    assertTrue(whole.contains("on arrival"), "at the reset");
    assertTrue(whole.contains("broken"), "in a step");
  }

  @Test
  void anAnswerThatIsNoNumberEndsItsEpisode() throws IOException {
    Path file = Models.copy("point-nan.pt", folder);
    Path out = folder.resolve("run");
    Invocation bench =
        bench(out, FakeSuite.POINT_MASS, "--policy", file, "--episodes=3", "--workers=1");
    assertEquals(ExitStatus.ERROR, bench.status());
    List<String> lines = Files.readAllLines(out.resolve("episodes.jsonl"));
    assertEquals(3, lines.size());
    for (String line : lines) {
      assertTrue(line.contains("point-nan.pt answers"), line);
      assertTrue(line.contains("\"steps\":0"), line);
    }
  }

  @Test
  void aNetworkThatDrawsLaterEndsTheRun() {
    Path file = Models.copy("random-later.pt", folder);
    Path out = folder.resolve("run");
    Invocation bench =
        bench(out, FakeSuite.POINT_MASS, "--policy", file, "--episodes=20", "--workers=1");
    assertEquals(ExitStatus.ERROR, bench.status(), bench.err());
    List<String> lines = bench.err().lines().toList();
    String last = lines.get(lines.size() - 1);
    assertTrue(
        last.matches(
            "workcell: policy random-later.pt answers the same observation differently; .*, as seen"
                + " in episode \\d+ of testing/point-mass-v1, step \\d+"),
        last);
  }

  @Test
  void resumesWithTheSameFileOnly() throws IOException {
    Path file = Models.copy("point-chunk.pt", folder);
    Path run = run("run", FakeSuite.POINT_MASS, "--policy", file, "--episodes=3", "--play-steps=2");
    String whole = Files.readString(run.resolve("episodes.jsonl"));
    List<String> lines = Files.readAllLines(run.resolve("episodes.jsonl"));
    Files.write(run.resolve("episodes.jsonl"), lines.subList(0, 1));
    Invocation resumed = Invocation.of("bench", "--resume", run);
    assertEquals(ExitStatus.OK, resumed.status(), resumed.err());
    assertEquals(whole, Files.readString(run.resolve("episodes.jsonl")));

    Path other = Models.copy("point-noise.pt", folder);
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertRefused("execute-steps 2 cannot be played", Invocation.of("bench", "--resume", run));
    Files.copy(Models.copy("point-blocks.pt", folder), file, StandardCopyOption.REPLACE_EXISTING);
    Invocation changed = Invocation.of("bench", "--resume", run, "--play-steps", 1);
    assertRefused("network.sha256 was", changed);
  }

  @Test
  void aNetworkThatLooksSeesTheSameOnEveryWorker() throws IOException {
    Rendering.assumePossible();
    Path file = Models.copy("point-looks.pt", folder);
    Object[] cells = {
      FakeSuite.POINT_MASS,
      "--policy",
      file,
      "--episodes=4",
      "--cameras=overview",
      "--image-size",
      "32x24",
      "--workers"
    };
    Path one = run("one", with(cells, 1));
    Path three = run("three", with(cells, 3));
    assertEquals(
        Files.readString(one.resolve("records.jsonl")),
        Files.readString(three.resolve("records.jsonl")));
    Path blind =
        run(
            "blind",
            FakeSuite.POINT_MASS,
            "--policy",
            Models.copy("point-blocks.pt", folder),
            "--episodes=4");
    assertFalse(
        Files.readString(one.resolve("records.jsonl"))
            .equals(Files.readString(blind.resolve("records.jsonl"))));
  }

  @Test
  void imagesAreInTheManifestAndResumedRunsTakeTheSame() throws IOException {
    Rendering.assumePossible();
    Path file = Models.copy("point-looks.pt", folder);
    Path one =
        run(
            "one",
            FakeSuite.POINT_MASS,
            "--policy",
            file,
            "--episodes=4",
            "--cameras=overview",
            "--image-size=32x24");
    String whole = Files.readString(one.resolve("episodes.jsonl"));
    JsonNode images = Json.mapper().readTree(one.resolve("manifest.json").toFile()).get("images");
    assertEquals("overview", images.get("cameras").get(0).asText());
    assertEquals("32x24", images.get("size").asText());
    assertEquals("fast", images.get("quality").asText());
    assertFalse(images.get("renderer").asText().isEmpty());
    Files.write(
        one.resolve("episodes.jsonl"),
        Files.readAllLines(one.resolve("episodes.jsonl")).subList(0, 2));
    assertRefused(
        "images.size was", Invocation.of("bench", "--resume", one, "--image-size", "24x24"));
    Invocation resumed = Invocation.of("bench", "--resume", one);
    assertEquals(ExitStatus.OK, resumed.status(), resumed.err());
    assertEquals(whole, Files.readString(one.resolve("episodes.jsonl")));
  }

  @Test
  void renderTakesTheStepsOfANetworkThatLooks() {
    Rendering.assumePossible();
    Path file = Models.copy("point-looks.pt", folder);
    Path image = folder.resolve("point.png");
    Invocation render =
        Invocation.of(
            "render",
            FakeSuite.POINT_MASS,
            "--policy",
            file,
            "--cameras=overview",
            "--step=3",
            "--out",
            image);
    assertEquals(ExitStatus.OK, render.status(), render.err());
    assertTrue(Files.exists(image));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "point-looks.pt | overview | 0x24 | an image of 0 x 24 pixels is not possible",
        "point-looks.pt | overview | 100000x9 | an image of 100000 x 9 pixels is not possible",
        "point-looks.pt | overview | big | --image-size 'big' is not a size",
        "point-looks.pt | absent | 9x9 | absent",
        "point-looks.pt | overview,overview | 9x9 | at least one camera, all different",
        "point-blocks.pt | overview | 9x9 | does not use images",
      })
  void refusesImagesThatCannotBeTaken(
      String model, String cameras, String size, String explanation) {
    Rendering.assumePossible();
    Path file = Models.copy(model, folder);
    Path out = folder.resolve("run");
    assertRefused(
        explanation,
        bench(
            out,
            FakeSuite.POINT_MASS,
            "--policy",
            file,
            "--cameras",
            cameras,
            "--image-size",
            size));
    assertTrue(Files.notExists(out));
  }

  private static void assertRefused(String explanation, Invocation invocation) {
    assertEquals(ExitStatus.BAD_INPUT, invocation.status(), invocation.err());
    assertEquals(1, invocation.err().lines().count(), invocation.err());
    assertTrue(invocation.err().contains(explanation), invocation.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "refused-actions.pt | | expected [8, 2] or [8, steps, 2]",
        "refused-observation.pt | | mat1 and mat2 shapes cannot be multiplied",
        "refused-random.pt | | answers the same observation differently",
        "refused-random-where-not-zero.pt | | 'noise' in workcell.json, as seen in episode 0 of",
        "refused-many.pt | | it answers with chunks of 18750000 actions, expected 10000 at most",
        "point.pt | --policy-timeout=0 | --policy-timeout must be above 0 and at most 86400",
        "make_models.py | | is not a TorchScript file",
        "point-looks.pt | | needs a block 'images'",
        "point.pt | --image-size=9x9 | need --cameras",
        "point.pt | --device=tpu | device 'tpu' is not understood; use auto, cpu, cuda or cuda:N",
        "point.pt | --device=cuda:99 | device cuda:99 is not there",
        "point.pt | --padded-rows=0 | --padded-batch-size must be 1 or more",
        "point.pt | --padded-rows=100000 | padded rows must be 0 to 65536",
        "point.pt | --play-steps=0 | --execute-steps must be 1 or more",
        "point.pt | --play-steps=2 | plans 1 actions at once",
      })
  void refusesInOneLineAndWritesNothing(String model, String option, String explanation)
      throws IOException {
    Path file = folder.resolve("policy.pt");
    Files.move(Models.copy(model, folder), file);
    Path out = folder.resolve("run");
    Object[] cells = {FakeSuite.POINT_MASS, "--policy", file};
    assertRefused(explanation, bench(out, option == null ? cells : with(cells, option)));
    assertTrue(Files.notExists(out));
  }
}
