package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.datasets.delta.DeltaFiles;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.records.Json;
import org.workcell.testing.RandomDelta;

/** {@code sim2real gap}, {@code excite} and {@code rank} on the command line. */
class GapCommandTest {

  private static final String ARM =
      """
      <mujoco>
        <compiler angle="radian"/>
        <worldbody>
          <body name="upper">
            <joint name="shoulder" axis="0 1 0" range="-2 2" armature=".02" damping=".1"/>
            <geom type="capsule" size=".03" fromto=".05 0 0 .3 0 0" mass="1" contype="0"/>
            <body name="fore" pos=".3 0 0">
              <joint name="elbow" axis="0 1 0" range="-2 2" armature=".01" damping=".1"/>
              <geom type="capsule" size=".03" fromto=".05 0 0 .3 0 0" mass=".5" contype="0"/>
              <site name="tip" pos=".3 0 0"/>
            </body>
          </body>
        </worldbody>
        <actuator>
          <position name="a" joint="shoulder" kp="200" kv="5" forcerange="-20 20"/>
          <position name="b" joint="elbow" kp="100" kv="2" forcerange="-10 10"/>
        </actuator>
      </mujoco>
      """;

  private static final String NOTHING_FOUND =
      """
      {"format": 1, "workcell": "0", "engine": "", "method": "forward", "family": "",
       "model": {"file": "", "sha256": "0000000000000000000000000000000000000000000000000000000000000000"}, "inputs": [], "parameters": [], "chain": [], "fit": {}}
      """;

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @ParameterizedTest
  @CsvSource({
    "--highest-hz=100, expected at most 25.0 Hz",
    "--highest-hz=20, expected at most 25.0 Hz",
    "--seconds=0.5, expected 1 to 3600 s",
    "--joints=wrist, no hinge or slide joint 'wrist'"
  })
  void whatIsRefusedLeavesNoFolder(String option, String words) throws IOException {
    Path out = folder.resolve("refused");
    Invocation refused =
        Invocation.of(
            "sim2real",
            "gap",
            "make",
            "--model",
            file("arm.xml", ARM),
            "--family=G2",
            "--seed=1",
            "--trajectories=3",
            option,
            "--out",
            out);
    assertEquals(ExitStatus.BAD_INPUT, refused.status(), refused.err());
    assertTrue(refused.err().contains(words), refused.err());
    assertTrue(Files.notExists(out));
  }

  @Test
  void aGapIsMadeAndScored() throws IOException {
    Path arm = file("arm.xml", ARM);
    Path out = folder.resolve("g2");
    Invocation made =
        Invocation.of(
            "sim2real",
            "gap",
            "make",
            "--model",
            arm,
            "--family=G2",
            "--level=MILD",
            "--seed=1",
            "--trajectories=3",
            "--seconds=2",
            "--out",
            out);
    assertEquals(ExitStatus.OK, made.status(), made.err());
    assertTrue(Files.exists(out.resolve("train/train_00.npz")), made.out());
    Path params = file("p.json", NOTHING_FOUND);
    Path json = folder.resolve("score.json");
    Invocation scored =
        Invocation.of(
            "sim2real", "gap", "score", out, "--model", arm, "--params", params, "--json", json);
    assertEquals(ExitStatus.OK, scored.status(), scored.err());
    assertTrue(scored.out().contains("actuator:a/kp"), scored.out());
    assertTrue(scored.out().contains("ood"), scored.out());
    assertTrue(Files.readString(json).contains("\"percent_error\""));
    assertComparedAsAsap(arm, out);
    assertAllThatWasReadIsNamed(arm, out);
    assertFittedLogsAreTold(arm, out);
    Invocation again =
        Invocation.of(
            "sim2real", "gap", "make", "--model", arm, "--family=G2", "--seed=1", "--out", out);
    assertEquals(ExitStatus.BAD_INPUT, again.status());
    assertTrue(again.err().contains("is not empty"), again.err());
  }

  private static void assertComparedAsAsap(Path arm, Path out) {
    Path test = out.resolve("test");
    Invocation untaught = Invocation.of("sim2real", "compare", test, "--model", arm, "--asap");
    assertEquals(ExitStatus.BAD_INPUT, untaught.status(), untaught.out());
    assertTrue(untaught.err().contains("method asap-grid learns from logs"), untaught.err());
    Invocation compared =
        Invocation.of("sim2real", "compare", test, "--model", arm, "--asap", "--methods=openloop");
    assertEquals(ExitStatus.OK, compared.status(), compared.err());
    assertTrue(compared.out().contains("E_g-mpjpe mm"), compared.out());
    for (String horizon : List.of("0.25", "0.5", "1.0")) {
      assertTrue(
          Pattern.compile("(?m)^%s +openloop( +[0-9.]+){4}".formatted(Pattern.quote(horizon)))
              .matcher(compared.out())
              .find(),
          compared.out());
    }
  }

  private void assertOutputsAreChecked(Path arm, Path out, Path delta) {
    Path same = folder.resolve("same");
    Map<String, List<Object>> wrong =
        Map.of(
            "is a folder; name a file", List.of("--json-file", folder),
            "there is no folder", List.of("--report", folder.resolve("absent/a.html")),
            "name the same file", List.of("--json-file", same, "--report", same),
            "for the same method", List.of("--delta", delta, "--delta", delta));
    wrong.forEach(
        (words, options) -> {
          List<Object> call = new ArrayList<>(List.of("sim2real", "compare", out.resolve("test")));
          call.addAll(List.of("--model", arm, "--methods=openloop"));
          call.addAll(options);
          Invocation refused = Invocation.of(call.toArray());
          assertEquals(ExitStatus.BAD_INPUT, refused.status(), words);
          assertTrue(refused.err().contains(words), refused.err());
        });
    assertTrue(Files.notExists(same));
  }

  private static Invocation compared(Path arm, Path out, Path delta, Object... options) {
    List<Object> call = new ArrayList<>(List.of("sim2real", "compare", out.resolve("test")));
    call.addAll(List.of("--model", arm, "--delta", delta, "--methods=openloop,delta"));
    call.addAll(List.of(options));
    Invocation compared = Invocation.of(call.toArray());
    assertEquals(ExitStatus.OK, compared.status(), compared.err());
    return compared;
  }

  /** What is known of the logs from learning is told. */
  private void assertFittedLogsAreTold(Path arm, Path out) throws IOException {
    Path learned = folder.resolve("taught");
    ObjectNode report = Json.mapper().createObjectNode();
    report
        .putArray("logs")
        .addObject()
        .put("file", "test_00.npz")
        .put("sha256", LogFolder.sha256(out.resolve("test/test_00.npz")));
    DeltaFiles.write(
        learned, RandomDelta.ofCommands(0.02, 0.01, List.of("shoulder", "elbow")), report);
    Invocation compared = compared(arm, out, learned);
    assertTrue(compared.err().contains("1 of the 1 logs"), compared.err());
  }

  private void assertAllThatWasReadIsNamed(Path arm, Path out) throws IOException {
    Path delta = folder.resolve("learned");
    DeltaFiles.write(
        delta,
        RandomDelta.ofCommands(0.02, 0.01, List.of("shoulder", "elbow")),
        Json.mapper().createObjectNode());
    Path json = folder.resolve("compared.json");
    Path page = folder.resolve("compared.html");
    Invocation compared = compared(arm, out, delta, "--json-file", json, "--report", page);
    assertTrue(!compared.err().contains("note:"), compared.err());
    assertOutputsAreChecked(arm, out, delta);
    for (String name : List.of(DeltaFiles.DESCRIPTION, DeltaFiles.WEIGHTS)) {
      String sha256 = LogFolder.sha256(delta.resolve(name));
      assertTrue(Files.readString(json).contains("learned/" + name), name);
      assertTrue(Files.readString(json).contains(sha256), name);
      assertTrue(Files.readString(page).contains(sha256), name);
    }
  }

  /** Identification reads no more than the logs. */
  @Test
  void identificationGivesTheSameBytesWithoutTheTruth() throws IOException {
    Path arm = file("arm.xml", ARM);
    Path out = folder.resolve("g1");
    Invocation made =
        Invocation.of(
            "sim2real",
            "gap",
            "make",
            "--model",
            arm,
            "--family=G1",
            "--seed=1",
            "--trajectories=3",
            "--seconds=2.5",
            "--out",
            out);
    assertEquals(ExitStatus.OK, made.status(), made.err());
    byte[] before = identified(arm, out, "before.json");
    for (Path file : deepestFirst(out.resolve("hidden"))) {
      Files.delete(file);
    }
    assertArrayEquals(before, identified(arm, out, "after.json"));
    assertTrue(new String(before, StandardCharsets.UTF_8).contains("body:fore/mass"));
  }

  private byte[] identified(Path arm, Path gap, String name) throws IOException {
    Path params = folder.resolve(name);
    Invocation invocation =
        Invocation.of(
            "sim2real",
            "identify",
            gap.resolve("train"),
            "--method=inverse",
            "--model",
            arm,
            "--out",
            params);
    assertEquals(ExitStatus.OK, invocation.status(), invocation.err());
    return Files.readAllBytes(params);
  }

  private static List<Path> deepestFirst(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }

  @Test
  void aMotionIsWritten() throws IOException {
    Path arm = file("arm.xml", ARM);
    Path out = folder.resolve("cmd.csv");
    Invocation invocation =
        Invocation.of(
            "sim2real", "excite", "--model", arm, "--seconds=4", "--candidates=2", "--out", out);
    assertEquals(ExitStatus.OK, invocation.status(), invocation.err());
    List<String> lines = Files.readAllLines(out);
    assertEquals("time_s,shoulder_rad,elbow_rad", lines.get(0));
    assertEquals(402, lines.size());
    Invocation missing =
        Invocation.of("sim2real", "excite", "--model", arm, "--joints=wrist", "--out", out);
    assertEquals(ExitStatus.BAD_INPUT, missing.status());
    assertTrue(missing.err().contains("wrist"), missing.err());
  }

  @Test
  void rankingsAreCompared() throws IOException {
    Path real = file("real.csv", "policy,score\na,.9\nb,.7\nc,.5\nd,.3\ne,.2\n");
    Path simulated = file("sim.csv", "policy,score\na,.8\nb,.75\nc,.3\nd,.4\ne,.1\n");
    Invocation invocation = Invocation.of("sim2real", "rank", real, simulated);
    assertEquals(ExitStatus.OK, invocation.status(), invocation.err());
    assertTrue(invocation.out().contains("MMRV           0.0800"), invocation.out());
    assertTrue(invocation.out().contains("PEARSON        0.9134"), invocation.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policy;score|first line",
        "policy,score\\na,x|line 2",
        "policy,score\\na,1|expected the same two or more",
      })
  void badScoresAreNamed(String text, String message) throws IOException {
    Path bad = file("bad.csv", text.replace("\\n", "\n"));
    Invocation invocation = Invocation.of("sim2real", "rank", bad, bad);
    assertEquals(ExitStatus.BAD_INPUT, invocation.status());
    assertTrue(invocation.err().contains(message), invocation.err());
  }
}
