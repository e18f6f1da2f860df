package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.datasets.records.Json;

/** {@code settle} on the command line. */
class SettleCommandTest {

  private static final String TASK = "libero/goal/put_the_bowl_on_the_plate-v1";

  @Test
  void settledStartsAreTrueAndEveryObjectIsThere() throws IOException {
    Invocation invocation = Invocation.of("settle", TASK, "--json");
    assertEquals(ExitStatus.OK, invocation.status(), invocation.err());
    JsonNode report = Json.mapper().readTree(invocation.out());
    assertEquals("builtin", report.get("assets").asText());
    assertTrue(report.at("/engine/version").asText().matches("\\d.*"), invocation.out());
    JsonNode row = report.at("/tasks/0/rows/0");
    assertEquals(TASK, report.at("/tasks/0/task").asText());
    assertEquals(0, row.get("false_after").size());
    assertEquals(5, row.get("objects").size());
    assertTrue(row.at("/objects/0/rest_metres/2").asDouble() > 0.85, invocation.out());
  }

  @Test
  void storedStartsAreInTheAirAtFirst() {
    Invocation invocation = Invocation.of("settle", TASK, "--starts=stored", "--rows=2");
    assertTrue(
        invocation.out().lines().anyMatch(line -> line.matches(TASK + " +2 +0 +[012] .*")),
        invocation.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metaworld/push-v3 | there are stored starts of libero/",
        "libero/sideways | no suite 'sideways'",
        "libero/goal --rows=51 | --rows must be 1 to 50, not 51",
        "libero/goal --starts=flying | --starts must be settled or stored",
      })
  void badInputIsNamed(String words, String message) {
    Invocation invocation = Invocation.of((Object[]) ("settle " + words).split(" "));
    assertEquals(ExitStatus.BAD_INPUT, invocation.status());
    assertTrue(invocation.err().contains(message), invocation.err());
  }
}
