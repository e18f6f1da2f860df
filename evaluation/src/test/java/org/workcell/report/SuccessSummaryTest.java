package org.workcell.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.records.EpisodeResult;

class SuccessSummaryTest {

  private static SuccessSummary of(List<EpisodeResult> results) {
    return SuccessSummary.of(results, Headline.SUCCESS_ONCE);
  }

  @Test
  void intervalIsWilsons() {
    List<EpisodeResult> results =
        IntStream.range(0, 10)
            .mapToObj(i -> i < 8 ? Results.success(i, 1, 5) : Results.failure(i, 0, 10))
            .toList();
    SuccessSummary summary = of(results);
    assertEquals(0.8, summary.successOnce());
    // R: binom::binom.wilson(8, 10)
    assertEquals(0.4901625, summary.low(), 1e-7);
    assertEquals(0.9433178, summary.high(), 1e-7);
    assertEquals(6.0, summary.meanSteps());
  }

  @Test
  void errorsCountAsFailuresAndStayOutOfTheMeans() {
    SuccessSummary summary = of(List.of(Results.success(0, 4, 8), Results.error(1, "broken")));
    assertEquals(0.5, summary.successOnce());
    assertEquals(0.5, summary.successAtEnd());
    assertEquals(4.0, summary.meanReturn());
    assertEquals(8.0, summary.meanSteps());
    assertEquals(1, summary.errors());
    assertNull(of(List.of(Results.error(0, "broken"))).meanReturn());
  }

  @Test
  void certaintyStaysWithinZeroAndOne() {
    SuccessSummary none = of(List.of(Results.failure(0, 0, 1)));
    SuccessSummary all = of(List.of(Results.success(0, 0, 1)));
    assertEquals(0, none.low());
    assertEquals(1, all.high());
    assertTrue(none.high() < 1 && all.low() > 0);
    List<EpisodeResult> many =
        IntStream.range(0, 900).mapToObj(i -> Results.failure(i, 0, 1)).toList();
    assertEquals("[0.0, 0.4]", Numbers.interval(of(many)));
  }

  @Test
  void tableAlignsItsColumns() {
    RunSummary summary =
        RunSummary.of(Results.manifest("carry"), List.of(Results.success(0, 1234.56, 8)));
    List<String> lines = SummaryTable.render(summary).lines().toList();
    assertEquals(5, lines.size());
    assertEquals(1, lines.stream().map(String::length).distinct().count());
    assertTrue(lines.get(2).startsWith("testing/carry-v1"));
    assertTrue(lines.get(2).contains("[20.7, 100.0]"), lines.get(2));
    assertTrue(lines.get(4).startsWith("overall"));
  }

  /** Two axes of 1 and 3 tasks, one episode each: means of axes and of episodes differ. */
  @Test
  void groupsOfTasksAreSummedUp() {
    List<String> groups = List.of("plus Light", "plus Noise", "plus Noise", "plus Noise", "");
    RunSummary summary =
        RunSummary.of(
            Results.manifestOfGroups(groups),
            IntStream.range(0, groups.size())
                .mapToObj(i -> Results.of(Results.TASK + i, i == 1 || i == 4))
                .toList());
    assertEquals(List.of("plus Light", "plus Noise"), List.copyOf(summary.groups().keySet()));
    assertEquals(0, summary.groups().get("plus Light").successOnce());
    assertEquals(3, summary.groups().get("plus Noise").episodes());
    assertEquals(1 / 3.0, summary.groups().get("plus Noise").successOnce(), 1e-15);
    assertEquals(1 / 6.0, summary.meanOfGroups(), 1e-15);
    assertEquals(0.4, summary.overall().successOnce());
    List<String> lines = SummaryTable.render(summary).lines().toList();
    assertTrue(lines.get(8).startsWith("plus Light"), lines.toString());
    assertTrue(lines.get(12).startsWith("mean of the groups: 16.7 %"), lines.toString());
    RunSummary without =
        RunSummary.of(Results.manifest("carry"), List.of(Results.success(0, 1, 8)));
    assertEquals(Map.of(), without.groups());
    assertNull(without.meanOfGroups());
  }

  @Test
  void tasksBelowATargetAreNamed() {
    RunSummary summary =
        RunSummary.of(
            Results.manifest("carry"), List.of(Results.success(0, 0, 1), Results.failure(1, 0, 1)));
    assertEquals(List.of(), summary.tasksBelow(0.5));
    assertEquals(List.of(Results.TASK), summary.tasksBelow(0.51));
  }
}
