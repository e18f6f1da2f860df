package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.records.Json;
import org.workcell.policies.testing.Models;
import org.workcell.sim2real.gap.GapFamily;
import org.workcell.sim2real.gap.GapLevel;
import org.workcell.sim2real.gap.GapMaker;
import org.workcell.sim2real.gap.GapPlan;
import org.workcell.sim2real.replay.ThinnedLog;

/** {@code sim2real delta} on the command line. */
class DeltaCommandTest {

  private static final String PENDULUM =
      """
      <mujoco>
        <compiler angle="radian"/>
        <worldbody>
          <body>
            <inertial pos="0 0 -.25" mass="1" diaginertia=".01 .01 .001"/>
            <joint name="swing" axis="0 1 0" range="-2 2" damping=".3" armature=".03"/>
          </body>
        </worldbody>
        <actuator><position name="swing" joint="swing" kp="40" kv="1.2"/></actuator>
      </mujoco>
      """;

  @TempDir private Path folder;

  @BeforeEach
  void makeLogs() throws IOException {
    Path model = Files.writeString(folder.resolve("pendulum.xml"), PENDULUM);
    GapPlan plan =
        GapPlan.builder(GapFamily.G2, GapLevel.HARD, 3).trajectories(4, 2.5).limits(3, 15).build();
    GapMaker.make(plan, model, folder.resolve("gap"));
  }

  private Invocation delta(Object... options) {
    List<Object> words = new ArrayList<>(List.of("sim2real", "delta", folder.resolve("gap/train")));
    words.addAll(List.of("--model", folder.resolve("pendulum.xml")));
    words.addAll(List.of("--out", folder.resolve("delta"), "--hold-out=train_01"));
    words.addAll(List.of("--epochs=2", "--rounds=0", "--threads=2"));
    words.addAll(List.of(options));
    if (List.of(options).stream().noneMatch(word -> word.toString().startsWith("--hidden"))) {
      words.add("--hidden=4");
    }
    return Invocation.of(words.toArray());
  }

  private JsonNode learned(Object... options) throws IOException {
    Invocation delta = delta(options);
    boolean judged = delta.status() == ExitStatus.OK || delta.status() == ExitStatus.TARGET_MISSED;
    assertTrue(judged, delta.err());
    return Json.mapper().readTree(folder.resolve("delta/delta.json").toFile());
  }

  private void assertRefusedBecauseThereIsOne() throws IOException {
    Invocation again = delta();
    assertEquals(ExitStatus.BAD_INPUT, again.status());
    assertTrue(again.err().contains("holds a delta.json already"), again.err());
    Files.delete(folder.resolve("delta/delta.json"));
  }

  @Test
  void theKindIsThatOfTheLogsUnlessTold() throws IOException {
    Models.needLibtorch();
    assertEquals("command", learned().get("kind").asText());
    // These logs have torques, too.
    assertRefusedBecauseThereIsOne();
    JsonNode torque = learned("--kind=torque");
    assertEquals("torque", torque.get("kind").asText());
    assertEquals(
        List.of("velocity", "position"),
        List.of("velocity", "position").stream()
            .filter(signal -> torque.get("inputs").toString().contains(signal))
            .toList());
    assertTrue(!torque.get("inputs").toString().contains("command"), torque.toString());
  }

  @Test
  void theRowRateIsTheControlRateOfTheDelta() throws IOException {
    Models.needLibtorch();
    assertEquals(0.02, learned().get("control_period_seconds").asDouble(), 1e-9);
    assertRefusedBecauseThereIsOne();
    JsonNode thinned = learned("--row-rate=24");
    assertEquals(0.04, thinned.get("control_period_seconds").asDouble(), 1e-9);
  }

  @Test
  void whatCannotBeIsRefusedBeforeAnythingIsLearned() {
    assertRefused("--kind", "--kind=voltage");
    assertRefused("--row-hz", "--row-hz=0");
    assertRefused("without --ood", "--kind=torque", "--ood", folder.resolve("gap/ood"));
    assertRefused("without --ood", "--kind=torque", "--method=multistep");
    assertRefused("no joint 'elbow'", "--joints=elbow");
    assertRefused("nowhere", "--ood", folder.resolve("nowhere"));
    assertRefused("teach or judge", "--ood", folder.resolve("gap/train"));
    assertRefused("rows in a second; expected at most", "--row-hz=100");
    assertRefused("is an option of --method multistep", "--iterations=5");
    assertRefused("layers [0]", "--hidden=0");
    assertRefused("numbers; a delta has 1000000 at most", "--hidden=1000,1000");
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Files.createFile(folder.resolve("delta"));
    Invocation refused = delta();
    assertEquals(ExitStatus.BAD_INPUT, refused.status());
    assertTrue(refused.err().contains("is a file; name a new folder"), refused.err());
  }

  @Test
  void aCopyOfALogJudgesNothing() throws IOException {
    Path train = folder.resolve("gap/train");
    for (String type : List.of("npz", "json")) {
      Files.copy(train.resolve("train_00." + type), train.resolve("copy." + type));
    }
    assertRefused("have the same bytes");
  }

  /** A delta has one control rate. */
  @Test
  void logsOfOtherRatesAreRefusedBeforeAnythingIsLearned() {
    Path test = folder.resolve("gap/test");
    LogFolder.write(test, ThinnedLog.of(LogFolder.read(test.resolve("test_00.npz")), 24));
    Invocation refused = delta(test);
    assertEquals(ExitStatus.BAD_INPUT, refused.status(), refused.err());
    assertTrue(refused.err().contains("rows in a second"), refused.err());
  }

  @Test
  void logsThatAreTooShortToJudgeAreRefusedBeforeAnythingIsLearned() {
    Path train = folder.resolve("gap/train");
    LogFolder.write(train, LogFolder.read(train.resolve("train_01.npz")).rows(0, 20));
    assertRefused("(train_01) has a stretch of 1.0 s");
  }

  private void assertRefused(String words, Object... options) {
    Invocation refused = delta(options);
    assertEquals(ExitStatus.BAD_INPUT, refused.status(), refused.err());
    assertTrue(refused.err().contains(words), refused.err());
    assertTrue(Files.notExists(folder.resolve("delta")));
  }
}
