package org.workcell.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.sim.html.Html;

/** The tables of episodes: what went wrong first. */
final class EpisodeTables {

  /** A page with more rows is slow to open; all of them are in {@code episodes.jsonl}. */
  private static final int MAX_ROWS = 1000;

  /** Longer tables start folded. */
  private static final int MAX_OPEN_ROWS = 100;

  /** A column: its title and its cells, as HTML. */
  private record Column(String title, Function<EpisodeResult, String> cell) {}

  private static final Column TASK = new Column("task", result -> Html.name(result.task()));
  private static final Column CONDITION =
      new Column("condition", result -> Html.name(result.condition()));
  private static final Column EPISODE = new Column("episode", result -> "" + result.episode());
  private static final Column SEED = new Column("seed", result -> "" + result.seed());
  private static final Column PREMISE =
      new Column(
          "premise",
          result -> result.premise() == null ? Numbers.orMissing(null) : "" + result.premise());
  private static final Column STEPS = new Column("steps", result -> "" + result.steps());
  private static final Column RETURN =
      new Column("return", result -> Numbers.oneDecimal(result.episodeReturn()));
  private static final Column FIRST_SUCCESS =
      new Column("first success step", result -> Numbers.orMissing(result.firstSuccessStep()));
  private static final Column AT_END =
      new Column("success at end", result -> result.successAtEnd() ? "yes" : "no");
  private static final Column WARNINGS =
      new Column("engine warnings", result -> Html.escape(warnings(result.warnings())));
  private static final Column ERROR =
      new Column("error", result -> Html.escape(Numbers.orMissing(result.error())));

  private EpisodeTables() {}

  static String render(List<EpisodeResult> results) {
    List<EpisodeResult> errors = results.stream().filter(EpisodeResult::errored).toList();
    List<EpisodeResult> successes = results.stream().filter(EpisodeResult::successOnce).toList();
    List<EpisodeResult> failures =
        results.stream().filter(result -> !result.errored() && !result.successOnce()).toList();
    return table("Errors", "bad", errors, List.of(TASK, EPISODE, SEED, STEPS, WARNINGS, ERROR))
        + table("Failures", "warn", failures, List.of(TASK, EPISODE, SEED, STEPS, RETURN, WARNINGS))
        + table(
            "Successes",
            "good",
            successes,
            List.of(TASK, EPISODE, SEED, STEPS, RETURN, FIRST_SUCCESS, AT_END, WARNINGS));
  }

  private static String table(
      String title, String style, List<EpisodeResult> results, List<Column> columns) {
    if (results.isEmpty()) {
      return "<p class=\"none\">%s: none</p>\n".formatted(title);
    }
    boolean many = results.stream().map(EpisodeResult::condition).distinct().count() > 1;
    List<Column> shown = new ArrayList<>(columns);
    if (many) {
      shown.add(1, CONDITION);
    }
    if (results.stream().anyMatch(result -> result.premise() != null)) {
      shown.add(1 + shown.indexOf(SEED), PREMISE);
    }
    if (results.stream().allMatch(result -> result.warnings().isEmpty())) {
      shown.remove(WARNINGS);
    }
    boolean open = !style.equals("good") && results.size() <= MAX_OPEN_ROWS;
    String rows =
        results.stream()
            .limit(MAX_ROWS)
            .map(result -> row(result, shown))
            .collect(Collectors.joining());
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
            open ? " open" : "",
            style,
            title,
            results.size(),
            Html.row("th", shown.stream().map(Column::title).toList()).strip(),
            rows,
            remainder(results.size() - MAX_ROWS));
  }

  private static String remainder(int count) {
    return count <= 0
        ? ""
        : "<p class=\"none\">%d more are in episodes.jsonl.</p>\n".formatted(count);
  }

  private static String row(EpisodeResult result, List<Column> columns) {
    return Html.row("td", columns.stream().map(column -> column.cell().apply(result)).toList());
  }

  private static String warnings(Map<String, Integer> warnings) {
    return warnings.isEmpty()
        ? Numbers.orMissing(null)
        : warnings.entrySet().stream()
            .map(warning -> warning.getKey() + " × " + warning.getValue())
            .collect(Collectors.joining(", "));
  }
}
