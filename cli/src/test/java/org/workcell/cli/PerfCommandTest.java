package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.testing.FakeSuite;
import org.workcell.testing.Rendering;

/** What measurements say, not how fast this machine is. */
class PerfCommandTest {

  private static JsonNode report(String line) throws IOException {
    Invocation invocation =
        Invocation.of(
            (Object[]) (line + " --task " + FakeSuite.POINT_MASS + " --json").split(" +"));
    assertEquals(ExitStatus.OK, invocation.status(), invocation.err());
    return new ObjectMapper().readTree(invocation.out());
  }

  @Test
  void theFloorDoesTheSameWork() throws IOException {
    JsonNode report = report("perf step --envs 5 --threads 2 --seconds 1");
    assertTrue(report.get("floor_agrees").asBoolean(), "states differ");
    assertTrue(report.get("ratio").asDouble() > 0);
    assertTrue(report.get("env_steps_per_second").asDouble() > 0);
    assertTrue(report.get("floor_steps_per_second").asDouble() > 0);
    assertTrue(report.get("cpu_microseconds_per_step").asDouble() > 0);
    assertEquals(0, report.get("bytes_allocated_per_step").asDouble(), 0.5);
    assertEquals(5, report.get("pairs").asInt());
    double low = report.at("/cpu_ratio_interval/low").asDouble();
    double high = report.at("/cpu_ratio_interval/high").asDouble();
    double ratio = report.get("cpu_ratio").asDouble();
    assertTrue(0 < low && low <= ratio && ratio <= high, report.toString());
  }

  @Test
  void rolloutsSayWhereTimeWent() throws IOException {
    JsonNode report = report("perf rollout --policy random --envs 4 --threads 1 --seconds 1");
    assertEquals("random", report.get("policy").asText());
    double simulation = report.get("simulation_share").asDouble();
    double waiting = report.get("waiting_share").asDouble();
    assertTrue(simulation > 0 && report.get("inference_share").asDouble() > 0);
    assertEquals(1, simulation + waiting, 0.05);
    assertEquals(0, report.get("drawing_share").asDouble());
  }

  @Test
  void rolloutsOfThoseWhoLookSayWhatDrawingTook() throws IOException {
    Rendering.assumePossible();
    JsonNode report =
        report(
            "perf rollout --policy random --envs 4 --threads 1 --seconds 1 --cameras overview"
                + " --image-size 16");
    double drawing = report.get("drawing_share").asDouble();
    assertTrue(drawing > 0 && drawing < 1, "share " + drawing);
  }

  @Test
  void theFloorDrawsTheSameImages() throws IOException {
    Rendering.assumePossible();
    JsonNode report =
        report("perf render --envs 3 --threads 2 --seconds 1 --size 16 --cameras overview,above");
    assertTrue(report.get("floor_agrees").asBoolean(), "pixels differ");
    assertEquals("[\"overview\",\"above\"]", report.get("cameras").toString());
    assertTrue(report.get("ratio").asDouble() > 0);
    assertTrue(report.get("frames_per_second").asDouble() > 0);
    assertTrue(report.get("cpu_milliseconds_per_frame").asDouble() > 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "perf                                          | what to measure",
        "perf step                                     | TASK",
        "perf step --task testing/nothing-v1           | nothing-v1",
        "perf step --task testing/point-mass-v1 --envs 0      | number of environments",
        "perf step --task testing/point-mass-v1 --threads 0   | number of threads",
        "perf step --task testing/point-mass-v1 --seconds 0   | 1 to 3600 seconds",
        "perf rollout --task testing/point-mass-v1 --policy genius | genius",
        "perf render --task testing/point-mass-v1 --size 0       | 1 to 4096",
        "perf render --task testing/point-mass-v1 --size 100000  | 1 to 4096",
      })
  void refusesWhatIsNotPossible(String line, String explanation) {
    Invocation invocation = Invocation.of((Object[]) line.split(" +"));
    assertEquals(ExitStatus.BAD_INPUT, invocation.status(), invocation.err());
    assertTrue(invocation.err().contains(explanation), invocation.err());
  }
}
