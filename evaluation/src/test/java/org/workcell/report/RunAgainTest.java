package org.workcell.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.records.EpisodeResult;

class RunAgainTest {

  private static final String OPTIONS =
      " --protocol horizon --policy expert --profile strict --assets builtin";
  private static final EpisodeResult SUCCESS = Results.success(0, 1, 2);
  private static final EpisodeResult FAILURE = Results.failure(2, 0, 9);

  /** What a shell reads: a backslash at the end of a line joins it to the next one. */
  private static String lines(List<EpisodeResult> results, String... command) {
    return raw(results, command).replaceAll(" \\\\\n *", " ");
  }

  private static String raw(List<EpisodeResult> results, String... command) {
    return new RunAgain(Results.manifestOfCommand(command)).lines(results);
  }

  @Test
  void longCommandsBreakInFrontOfOptions() {
    assertEquals(
        """
        workcell bench testing --seed 0 --episodes 3 --protocol horizon \\
            --policy expert --profile strict --assets builtin\
        """,
        raw(List.of(SUCCESS), "bench", "testing"));
  }

  @Test
  void theWholeRunAndItsFirstFailureAreCompleteCommands() {
    assertEquals(
        """
        workcell bench testing/carry-v1 testing/lift-v1 --seed 0 --episodes 3%1$s
        # one episode alone, the first that failed
        workcell bench testing/carry-v1 --seed 2 --episodes 1%1$s\
        """
            .formatted(OPTIONS),
        lines(List.of(SUCCESS, FAILURE), "bench", "--resume", "runs/a"));
  }

  @Test
  void whatStoppedByAnErrorGoesBeforeWhatFailed() {
    String lines = lines(List.of(FAILURE, Results.error(1, "broken")), "bench", "testing");
    assertEquals(
        "workcell bench testing/carry-v1 --seed 1 --episodes 1" + OPTIONS,
        lines.lines().toList().get(2));
  }

  @Test
  void withoutFailuresThereIsOneCommand() {
    assertEquals(
        "workcell bench testing --seed 0 --episodes 3" + OPTIONS,
        lines(List.of(SUCCESS, SUCCESS), "bench", "testing", "--out", "runs/a"));
  }

  @Test
  void namesThatDoNotSayAllGiveWayToIds() {
    assertEquals(
        "workcell bench testing/carry-v1 testing/lift-v1 --seed 0 --episodes 3" + OPTIONS,
        lines(List.of(SUCCESS), "bench", "testing/carry-v1", "--episodes", "3", "testing/lift-v1"));
  }

  @Test
  void taskFilesAreNamedByTheirPath() {
    String lines = lines(List.of(SUCCESS, FAILURE), "bench", "my tasks/", "--suites=a.jar");
    assertEquals(
        "workcell bench 'my tasks/' --seed 0 --episodes 3" + OPTIONS + " --suites a.jar", lines);
  }

  @Test
  void runsOfOtherCommandsNameTheirTasks() {
    assertFalse(lines(List.of(SUCCESS), "sim2real", "engines", "x").contains("engines"));
  }
}
