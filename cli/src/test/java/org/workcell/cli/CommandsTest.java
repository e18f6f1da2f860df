package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.datasets.records.Json;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.testing.FakeSuite;

class CommandsTest {

  @TempDir Path folder;

  @Test
  void listShowsTasksAsATable() {
    Invocation list = Invocation.of("list");
    assertEquals(ExitStatus.OK, list.status(), list.err());
    assertEquals(4, list.out().lines().count(), list.out());
    assertTrue(list.out().contains("testing/manual-v1          100  no      find out how"));
  }

  @Test
  void listShowsTheContractInJson() throws IOException {
    Invocation list = Invocation.of("list", "testing", "--json");
    JsonNode tasks = Json.mapper().readTree(list.out());
    assertEquals(3, tasks.size());
    List<String> keys = new ArrayList<>();
    tasks.get(0).fieldNames().forEachRemaining(keys::add);
    assertEquals(
        List.of(
            "id",
            "suite",
            "instruction",
            "action",
            "observation",
            "info",
            "context",
            "horizon",
            "control_period_seconds",
            "cameras",
            "success_rule",
            "settings",
            "expert",
            "variations",
            "conventions",
            "stages",
            "expert_rate"),
        keys);
    assertEquals("success", tasks.get(0).at("/stages/names/0").asText());
    assertEquals("only", tasks.get(0).at("/variations/0/name").asText());
    assertEquals(
        "{\"name\":\"action\",\"dtype\":\"float32\",\"shape\":[2],\"low\":[-1.0,-1.0],\"high\":[1.0,1.0]}",
        tasks.get(0).get("action").toString());
    assertEquals(
        "[\"task\",\"sparse\",\"time_penalty\"]", tasks.get(0).at("/settings/1/values").toString());
    assertFalse(tasks.get(2).get("expert").asBoolean());
  }

  @Test
  void listShowsOneTaskWhole() {
    Invocation list = Invocation.of("list", FakeSuite.POINT_MASS);
    assertEquals(ExitStatus.OK, list.status(), list.err());
    for (String part :
        List.of(
            "instruction   ",
            "  action      float32 [2], -1..1",
            "  scale       1 is ",
            "  command     ",
            "  --set reward=task|sparse|time_penalty (default: task)",
            "expert        yes, success rate not recorded",
            "'workcell render testing/point-mass-v1 --out image.png'")) {
      assertTrue(list.out().contains(part), part + " is missing in\n" + list.out());
    }
    assertEquals("", list.err());
  }

  @Test
  void listShowsTheMeasuredRateOfAnExpert() {
    Invocation list = Invocation.of(TaskRegistry::load, "list", "metaworld/disassemble-v3");
    assertTrue(
        list.out()
            .contains(
                "49 of 50 episodes (./workcell bench metaworld --policy expert --episodes 50"),
        list.out());
  }

  @Test
  void doctorFindsNothingBrokenAndSaysSoInJson() throws IOException {
    Invocation lines = Invocation.of("doctor");
    assertEquals(ExitStatus.OK, lines.status(), lines.out());
    assertTrue(lines.out().contains("all 1 builtin scenes of 3 tasks compile"), lines.out());
    JsonNode diagnosis = Json.mapper().readTree(Invocation.of("doctor", "--json").out());
    assertTrue(diagnosis.get("ok").asBoolean());
    assertEquals("ok", diagnosis.get("checks").get(0).get("status").asText());
  }

  @Test
  void doctorSaysWhatToDoAboutProblems() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Map<String, String> environment = Map.of("WORKCELL_CACHE", file.resolve("cache").toString());
    Finding cache =
        new DoctorChecks(FakeSuite::registry, environment)
            .run().stream().filter(finding -> finding.name().equals("cache")).findFirst().get();
    assertTrue(cache.broken());
    assertTrue(cache.line().contains("set WORKCELL_CACHE to a folder"), cache.line());
  }

  @Test
  void doctorGoesOnWhereTasksCannotBeListed() {
    List<Finding> findings =
        new DoctorChecks(
                () -> {
                  throw new IllegalArgumentException("registered twice");
                },
                Map.of())
            .run();
    assertEquals(1, findings.stream().filter(Finding::broken).count(), findings.toString());
  }

  @Test
  void completionPrintsAScript() {
    Invocation completion = Invocation.of("completion");
    assertEquals(ExitStatus.OK, completion.status());
    assertTrue(completion.out().startsWith("#!"), completion.out());
    assertTrue(completion.out().contains("--min-success"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bench", "list", "doctor", "render", "parity", "completion"})
  void everyCommandExplainsItselfWithExamples(String command) {
    Invocation help = Invocation.of(command, "--help");
    assertEquals(ExitStatus.OK, help.status());
    assertTrue(help.out().contains("Example"), help.out());
    assertEquals(help.out(), Invocation.of("help", command).out());
  }

  @Test
  void withoutACommandItShowsWhatThereIs() {
    Invocation usage = Invocation.of();
    assertEquals(ExitStatus.OK, usage.status());
    assertTrue(usage.out().contains("bench"), usage.out());
    assertTrue(Invocation.of("--version").out().matches("workcell [0-9.]+\n"));
  }
}
