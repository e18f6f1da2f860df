package org.workcell.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.workcell.sim.html.Html;

/**
 * What reports say of episodes that began without what their task takes for granted. Rates that
 * rest on some carry {@link #MARK} wherever they are shown.
 */
public final class Premises {

  /** Follows a rate that rests on episodes with a false premise. */
  public static final String MARK = " !";

  /** What the mark means, for the end of a table. */
  public static final String MEANING =
      "! rests on episodes with a false premise: does not stand beside published rates";

  private Premises() {}

  /** The mark for the rates of a group of episodes; empty where they need none. */
  static String mark(SuccessSummary numbers) {
    return numbers.hasFalsePremises() ? MARK : "";
  }

  /** A rate of a group of episodes, in percent, with its mark. */
  static String rate(double rate, SuccessSummary numbers) {
    return Numbers.percent(rate) + mark(numbers);
  }

  /** In how many of the episodes that test it the premise was true; empty where none does. */
  static Optional<String> share(SuccessSummary numbers) {
    return numbers.premiseTested() == 0
        ? Optional.empty()
        : Optional.of("%d of %d".formatted(numbers.premiseTrue(), numbers.premiseTested()));
  }

  /**
   * The same of a whole run under all its conditions, as a line for the head of a report; empty
   * where no task tests its premise.
   */
  static Optional<String> line(RunSummary summary) {
    int tested = 0;
    int held = 0;
    int episodes = 0;
    for (Map<String, SuccessSummary> tasks : summary.tasksByCondition()) {
      for (SuccessSummary numbers : tasks.values()) {
        episodes += numbers.episodes();
        tested += numbers.premiseTested();
        held += numbers.premiseTested() == 0 ? 0 : numbers.premiseTrue();
      }
    }
    if (tested == 0) {
      return Optional.empty();
    }
    String which = tested == episodes ? "episodes" : "episodes that tested it";
    String marked = held == tested ? "" : "; rates marked ! do not stand beside published ones";
    return Optional.of("premise true in %d of %d %s%s".formatted(held, tested, which, marked));
  }

  /** The tasks in which it was false, with counts; empty where there is none. */
  static Optional<String> tasks(RunSummary summary) {
    Collection<Map<String, SuccessSummary>> conditions = summary.tasksByCondition();
    Map<String, Integer> tested = new LinkedHashMap<>();
    Map<String, Integer> failed = new LinkedHashMap<>();
    for (Map<String, SuccessSummary> tasks : conditions) {
      tasks.forEach(
          (task, numbers) -> {
            tested.merge(task, numbers.premiseTested(), Integer::sum);
            if (numbers.hasFalsePremises()) {
              failed.merge(task, numbers.premiseFalse(), Integer::sum);
            }
          });
    }
    return failed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            failed.entrySet().stream()
                .map(
                    each ->
                        "%s (%d of %d)"
                            .formatted(each.getKey(), each.getValue(), tested.get(each.getKey())))
                .collect(Collectors.joining(", ", "premise false in ", "")));
  }

  /** Line and tasks as paragraphs for the head of a page; nothing where nothing is tested. */
  static String paragraphs(RunSummary summary) {
    String style = tasks(summary).isPresent() ? "warn" : "subtitle";
    return line(summary).map(line -> paragraph(style, line)).orElse("")
        + tasks(summary).map(tasks -> paragraph(style, tasks)).orElse("");
  }

  private static String paragraph(String style, String sentence) {
    String start = sentence.substring(0, 1).toUpperCase(Locale.ROOT);
    return "<p class=\"%s\">%s%s.</p>\n"
        .formatted(style, start, Html.escape(sentence.substring(1)));
  }
}
