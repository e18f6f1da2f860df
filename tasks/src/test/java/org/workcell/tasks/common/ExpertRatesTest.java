package org.workcell.tasks.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.task.MeasuredRate;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.tasks.libero.LiberoSuite;

class ExpertRatesTest {

  private static final Path DOCS = Path.of("..", "docs");

  @ParameterizedTest
  @ValueSource(strings = {"metaworld", "kitchen", "arm", "rlbench"})
  void everyTaskOfTheSuiteHasARate(String suite) {
    for (TaskDefinition task : TaskRegistry.load().suite(suite).orElseThrow().tasks()) {
      MeasuredRate rate = task.expertRate().orElseThrow(() -> new AssertionError(task.id()));
      assertTrue(rate.command().startsWith("./workcell bench " + suite), rate.command());
    }
  }

  /** The numbers of the program are those of the documentation, task by task. */
  @ParameterizedTest
  @CsvSource({
    "metaworld, results/metaworld-experts.md, 4, 50",
    "kitchen, results/kitchen-experts.md, 1, 50",
    "arm, arm.md, 1, 100",
    "rlbench, results/rlbench.md, 1, 50"
  })
  void ratesAreThoseOfTheDocumentedTables(String suite, String page, int column, int episodes)
      throws IOException {
    String text = Files.readString(DOCS.resolve(page));
    Pattern command = Pattern.compile("`\\./?workcell bench[^`]*`|`workcell bench[^`]*`");
    for (TaskDefinition task : TaskRegistry.load().suite(suite).orElseThrow().tasks()) {
      MeasuredRate rate = task.expertRate().orElseThrow();
      String name = task.id().substring(task.id().indexOf('/') + 1);
      Matcher row =
          Pattern.compile(
                  "(?m)^\\| `(?:%1$s/)?%2$s(?:%3$s)?` \\|(.*)\\|$"
                      .formatted(
                          suite, name.replaceAll("-v\\d+$", ""), name.replaceAll(".*-", "-")))
              .matcher(text);
      assertTrue(row.find(), task.id());
      String cell = row.group(1).split("\\|")[column - 1].strip().replaceAll(" (%|of \\d+)$", "");
      assertEquals(Integer.parseInt(cell), rate.successes(), task.id());
      assertEquals(episodes, rate.episodes(), task.id());
      assertTrue(
          command
              .matcher(text)
              .results()
              .anyMatch(
                  each ->
                      each.group().replaceAll("[`]|\\./", "").equals(rate.command().substring(2))),
          rate.command());
    }
  }

  /** The table may lack tasks until they are measured, but names no others. */
  @Test
  void tableOfLiberoNamesTasksOfTheSuite() {
    Set<String> tasks =
        TaskRegistry.load().suite("libero").orElseThrow().tasks().stream()
            .map(task -> task.id().substring("libero/".length()))
            .collect(Collectors.toSet());
    Set<String> named = new ExpertRates(LiberoSuite.class).tasks();
    assertTrue(tasks.containsAll(named), named.toString());
  }

  @Test
  void refusesOtherTables() {
    assertThrows(IllegalArgumentException.class, () -> ExpertRates.parse(List.of()));
    List<String> head = List.of("# ./workcell bench x", "task,successes,episodes");
    assertEquals(0, ExpertRates.parse(head).size());
    for (String row : List.of("a-v1,3", "a-v1,3,2", "a-v1,x,2")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> ExpertRates.parse(List.of(head.get(0), head.get(1), row)),
          row);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> ExpertRates.parse(List.of(head.get(0), head.get(1), "a-v1,1,2", "a-v1,1,2")));
  }
}
