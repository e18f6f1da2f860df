package org.workcell.report;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.workcell.evaluation.EpisodeResult;

/** The tables of episodes: what went wrong first. */
final class EpisodeTables {

  /** A page with more rows is slow to open; all of them are in {@code episodes.jsonl}. */
  private static final int MAX_ROWS = 1000;

  /** Longer tables start folded. */
  private static final int MAX_OPEN_ROWS = 100;

  private static final List<String> HEADER =
      List.of(
          "task",
          "episode",
          "seed",
          "first success step",
          "success at end",
          "steps",
          "return",
          "engine warnings",
          "error");

  private EpisodeTables() {}

  static String render(List<EpisodeResult> results) {
    Predicate<EpisodeResult> errored = EpisodeResult::errored;
    Predicate<EpisodeResult> succeeded = EpisodeResult::successOnce;
    return table("Errors", "bad", true, select(results, errored))
        + table("Failures", "warn", true, select(results, errored.or(succeeded).negate()))
        + table("Successes", "good", false, select(results, succeeded));
  }

  private static List<EpisodeResult> select(
      List<EpisodeResult> results, Predicate<EpisodeResult> condition) {
    return results.stream().filter(condition).toList();
  }

  private static String table(
      String title, String style, boolean important, List<EpisodeResult> results) {
    if (results.isEmpty()) {
      return "<p class=\"none\">%s: none</p>\n".formatted(title);
    }
    String rows =
        results.stream().limit(MAX_ROWS).map(EpisodeTables::row).collect(Collectors.joining());
    return """
    <details%s>
    <summary><span class="%s">%s</span> %d</summary>
    <div class="scroll"><table class="episodes">
    <thead>%s</thead>
    <tbody>
    %s</tbody></table></div>
    %s</details>
    """
        .formatted(
            important && results.size() <= MAX_OPEN_ROWS ? " open" : "",
            style,
            title,
            results.size(),
            Html.row("th", HEADER).strip(),
            rows,
            remainder(results.size() - MAX_ROWS));
  }

  private static String remainder(int count) {
    return count <= 0
        ? ""
        : "<p class=\"none\">%d more are in episodes.jsonl.</p>\n".formatted(count);
  }

  private static String row(EpisodeResult result) {
    return Html.row(
        "td",
        List.of(
            Html.escape(result.task()),
            Integer.toString(result.episode()),
            Long.toString(result.seed()),
            Numbers.orMissing(result.firstSuccessStep()),
            result.successAtEnd() ? "yes" : "no",
            Integer.toString(result.steps()),
            Numbers.oneDecimal(result.episodeReturn()),
            Html.escape(warnings(result.warnings())),
            Html.escape(result.error() == null ? "" : result.error())));
  }

  private static String warnings(Map<String, Integer> warnings) {
    return warnings.entrySet().stream()
        .map(warning -> warning.getKey() + " × " + warning.getValue())
        .collect(Collectors.joining(", "));
  }
}
