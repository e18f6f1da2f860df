package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.records.Json;
import org.workcell.formats.hdf5.Hdf5File;
import org.workcell.formats.hdf5.Hdf5Group;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.tasks.libero.placement.InitialState;
import org.workcell.tasks.libero.placement.StoredStates;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.problem.TaskConfigs;

/** Episodes from the first states of files in LIBERO's layout. */
class SplitDemoTest {

  private static final String BOWL = "libero/goal/put_the_bowl_on_the_plate-v1";
  private static final TaskConfig SHEET = TaskConfigs.of(BOWL);
  private static final int DEMOS = 2;

  /** By how much the recorded scene has its fixtures elsewhere than stored states, metres. */
  private static final double SHIFT = 0.004;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("libero_goal/put_the_bowl_on_the_plate_demo.hdf5");
    Files.createDirectory(file.getParent());
    write(file, "put_the_bowl_on_the_plate", SHEET.stateWidth());
  }

  /** As LIBERO's collection writes it, with nothing of ours. */
  private static void write(Path path, String task, int width) throws IOException {
    try (Hdf5File written = new Hdf5File(path)) {
      Hdf5Group data = written.root().group("data");
      data.attribute("bddl_file_name", "libero/libero/bddl_files/libero_goal/" + task + ".bddl");
      for (int demo = 0; demo < DEMOS; demo++) {
        Hdf5Group group = data.group("demo_" + demo);
        group.attribute("num_samples", 2);
        group.attribute("model_file", scene());
        ByteBuffer rows = ByteBuffer.allocate(2 * width * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (double number : row(demo, width)) {
          rows.putDouble(number);
        }
        group.array("states", NpyArray.of("<f8", List.of(2, width), rows.array()));
      }
      written.finish();
    }
  }

  private static double[] row(int demo, int width) {
    double[] row = Arrays.copyOf(StoredStates.of(SHEET).row(10 + demo), width);
    row[0] = 0.25;
    return row;
  }

  private static double[][] fixtures() {
    double[][] poses = StoredStates.fixturePoses(SHEET);
    for (double[] pose : poses) {
      pose[0] += SHIFT;
    }
    return poses;
  }

  private static String scene() {
    StringBuilder xml = new StringBuilder("<mujoco><worldbody>");
    double[][] poses = fixtures();
    for (int i = 0; i < poses.length; i++) {
      double[] p = poses[i];
      xml.append("<body name='%s' ".formatted(SHEET.fixtures().get(i).rootBody()))
          .append(
              "pos='%s %s %s' quat='%s %s %s %s'/>"
                  .formatted(p[0], p[1], p[2], p[3], p[4], p[5], p[6]));
    }
    return xml.append("</worldbody></mujoco>").toString();
  }

  private static double[] context(int demo) {
    return InitialState.ofRow(SHEET, row(demo, SHEET.stateWidth()), fixtures()).context();
  }

  private static Invocation run(Object... words) {
    return Invocation.of(TaskRegistry::load, words);
  }

  private static List<double[]> contexts(Path run) throws IOException {
    List<double[]> contexts = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("records.jsonl"))) {
      JsonNode numbers = Json.mapper().readTree(line).get("context");
      double[] context = new double[numbers.size()];
      for (int i = 0; i < context.length; i++) {
        context[i] = numbers.get(i).asDouble();
      }
      contexts.add(context);
    }
    return contexts;
  }

  @Test
  void episodesStartWhereDemonstrationsDoAndTheManifestSaysSo() throws IOException {
    Path out = folder.resolve("run");
    Invocation bench =
        run(
            "bench",
            BOWL,
            "--split=demo",
            "--demonstrations",
            folder,
            "--policy=zero",
            "--episodes=3",
            "--horizon=1",
            "--out",
            out);
    assertEquals(ExitStatus.OK, bench.status(), bench.err());
    List<double[]> found = contexts(out);
    for (int episode = 0; episode < 3; episode++) {
      assertArrayEquals(context(episode % DEMOS), found.get(episode), "episode " + episode);
    }
    JsonNode manifest = Json.mapper().readTree(out.resolve("manifest.json").toFile());
    assertEquals("demo", manifest.at("/split/name").asText());
    assertEquals(DEMOS, manifest.at("/split/demonstrations").get(BOWL).asInt());
    assertEquals(64, manifest.at("/split/sha256").asText().length());
    String page = Files.readString(out.resolve("report.html"));
    assertTrue(page.contains("split demo: first states of 2 demonstrations"), "report");
    assertTrue(page.contains("lowered onto its support"), "report says what becomes of starts");
    String commands = page.replaceAll("\\s*\\\\\\s+", " ");
    assertTrue(commands.contains("--split demo --demonstrations"), "how to run it again");
    Invocation resumed = run("bench", "--resume", out);
    assertEquals(ExitStatus.OK, resumed.status(), resumed.err());
    write(file, "put_the_bowl_on_the_plate", SHEET.stateWidth());
    Files.move(file, folder.resolve("moved.hdf5"));
    Invocation moved =
        run("bench", "--resume", out, "--demonstrations", folder.resolve("moved.hdf5"));
    assertEquals(ExitStatus.OK, moved.status(), moved.err());
  }

  @Test
  void demonstrationsAreRecordedFromThemAndSoAreBenchmarks() throws IOException {
    Path out = folder.resolve("demos");
    Invocation demos =
        run(
            "demos",
            BOWL,
            "--split=demo",
            "--demonstrations",
            file,
            "--policy=zero",
            "--keep=all",
            "--episodes=2",
            "--horizon=1",
            "--out",
            out);
    assertEquals(ExitStatus.OK, demos.status(), demos.err());
    JsonNode manifest = Json.mapper().readTree(out.resolve("manifest.json").toFile());
    assertTrue(manifest.toString().contains("\"split\":{\"name\":\"demo\""), manifest.toString());
    Invocation whole = run("bench", "libero/goal", "--split=demo", "--demonstrations", folder);
    assertEquals(ExitStatus.BAD_INPUT, whole.status());
    assertTrue(whole.err().contains("has no demonstrations in"), whole.err());
  }

  @Test
  void whatDoesNotFitIsRefused() throws IOException {
    refused(
        "looked for",
        "--split=demo",
        "--demonstrations",
        Files.createDirectory(folder.resolve("empty")));
    refused(
        "there are no demonstrations at", "--split=demo", "--demonstrations", folder.resolve("no"));
    refused("--demonstrations are for --split demo", "--demonstrations", folder);
    refused("--split 'train' does not exist", "--split=train");
    refused("beside the assets", "--split=demo");
    Path other = folder.resolve("other.hdf5");
    write(other, "turn_on_the_stove", SHEET.stateWidth());
    refused(
        "of libero/goal/turn_on_the_stove-v1, not of", "--split=demo", "--demonstrations", other);
    Path narrow = folder.resolve("narrow.hdf5");
    write(narrow, "put_the_bowl_on_the_plate", SHEET.stateWidth() - 1);
    refused(
        "a stored state of task %s has %d numbers; expected %d"
            .formatted(BOWL, SHEET.stateWidth() - 1, SHEET.stateWidth()),
        "--split=demo",
        "--demonstrations",
        narrow);
    Path text = Files.writeString(folder.resolve("text.hdf5"), "no HDF5");
    refused("text.hdf5", "--split=demo", "--demonstrations", text);
  }

  private static void refused(String message, Object... words) {
    List<Object> all = new ArrayList<>(List.of("bench", BOWL, "--policy=zero"));
    all.addAll(List.of(words));
    Invocation refused = run(all.toArray());
    assertEquals(ExitStatus.BAD_INPUT, refused.status(), refused.out());
    assertTrue(refused.err().contains(message), refused.err());
    assertFalse(refused.err().contains("\tat "), refused.err());
  }
}
