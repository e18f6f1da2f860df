package org.workcell.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;
import org.workcell.sim2real.validation.LogFinding;
import org.workcell.sim2real.validation.LogFinding.Severity;
import org.workcell.sim2real.validation.LogVerdict;

/** Verdicts on logs for people: each log, then what was found, the worst first. */
final class VerdictTable {

  private static final int WIDTH = 100;
  private static final String INDENT = "    ";
  private static final String NONE = "-";
  private static final int MOST_SHOWN = 6;

  /** A finding in a log. */
  private record Seen(String log, LogFinding finding) {}

  private VerdictTable() {}

  static String render(List<LogVerdict> verdicts) {
    StringBuilder text = new StringBuilder();
    verdicts.forEach(verdict -> addLog(text, verdict));
    groups(verdicts).forEach(group -> addGroup(text, group, verdicts.size()));
    long usable = verdicts.stream().filter(LogVerdict::usable).count();
    return text.append("%d of %d logs can be used\n".formatted(usable, verdicts.size())).toString();
  }

  private static void addLog(StringBuilder text, LogVerdict verdict) {
    text.append(verdict.log()).append(": ").append(inWords(verdict)).append('\n');
    text.append(
        String.format(
            Locale.ROOT,
            "  %d rows, %.2f s, %s Hz (mean %s), jitter %s ms, longest interval %s ms\n",
            verdict.rows(),
            verdict.seconds(),
            number(verdict.rateHz(), 1),
            number(verdict.meanRateHz(), 1),
            number(verdict.jitterMs(), 2),
            number(verdict.longestMs(), 1)));
    if (!verdict.joints().isEmpty()) {
      addJoints(text, verdict.joints());
    }
    text.append('\n');
  }

  private static String inWords(LogVerdict verdict) {
    List<String> counts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      long count = verdict.count(severity);
      if (count > 0) {
        boolean plural = count > 1 && severity != Severity.FATAL;
        counts.add("%d %s%s".formatted(count, severity.label(), plural ? "s" : ""));
      }
    }
    String all = counts.isEmpty() ? "" : " (" + String.join(", ", counts) + ")";
    if (!verdict.usable()) {
      return "CANNOT BE USED as it is" + all;
    }
    return (verdict.count(Severity.WARNING) > 0 ? "usable with care" : "usable") + all;
  }

  private static void addJoints(StringBuilder text, List<LogVerdict.JointSummary> joints) {
    int width = joints.stream().mapToInt(each -> each.joint().length()).max().orElse(5);
    String format = "  %-" + Math.max(5, width) + "s  %17s  %9s  %6s  %7s  %13s  %8s%n";
    text.append(
        format.formatted(
            "joint", "range", "top speed", "moving", "band Hz", "lag ms (corr)", "step"));
    for (LogVerdict.JointSummary each : joints) {
      text.append(
          format.formatted(
              each.joint(),
              each.low() == null ? NONE : number(each.low(), 3) + " to " + number(each.high(), 3),
              number(each.topSpeed(), 2),
              each.movingShare() == null ? NONE : number(100 * each.movingShare(), 0) + " %",
              number(each.bandHz(), 1),
              each.lagMs() == null
                  ? NONE
                  : "%s (%s)".formatted(number(each.lagMs(), 0), number(each.lagCorrelation(), 2)),
              each.stepSize() == null
                  ? NONE
                  : String.format(Locale.ROOT, "%.2g", each.stepSize())));
    }
  }

  private static String number(Double value, int digits) {
    return value == null ? NONE : String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** Findings that say the same belong together, whatever their log, joint and numbers. */
  private static List<List<Seen>> groups(List<LogVerdict> verdicts) {
    Map<String, List<Seen>> groups = new LinkedHashMap<>();
    for (Severity severity : Severity.values()) {
      for (LogVerdict verdict : verdicts) {
        for (LogFinding each : verdict.findings()) {
          if (each.severity() == severity) {
            String key = severity + each.check() + each.means() + each.todo();
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(new Seen(verdict.log(), each));
          }
        }
      }
    }
    return List.copyOf(groups.values());
  }

  private static void addGroup(StringBuilder text, List<Seen> group, int logs) {
    LogFinding first = group.get(0).finding();
    long affected = group.stream().map(Seen::log).distinct().count();
    String where =
        logs == 1
            ? ""
            : affected == 1
                ? ", in " + group.get(0).log()
                : ", in %d of %d logs".formatted(affected, logs);
    text.append(
        "%s (%s)%s\n"
            .formatted(first.severity().label().toUpperCase(Locale.ROOT), first.check(), where));
    for (Seen each : group.subList(0, Math.min(group.size(), MOST_SHOWN))) {
      String joint = each.finding().joint().isEmpty() ? "" : each.finding().joint() + ": ";
      String log = affected == 1 ? "" : each.log() + ": ";
      text.append(wrapped(log + joint + each.finding().seen()));
    }
    if (group.size() > MOST_SHOWN) {
      String rest =
          group.subList(MOST_SHOWN, group.size()).stream()
              .map(each -> affected == 1 ? each.finding().joint() : each.log())
              .distinct()
              .collect(Collectors.joining(", "));
      text.append(wrapped("and %d more: %s".formatted(group.size() - MOST_SHOWN, rest)));
    }
    text.append(wrapped("means: " + first.means()));
    text.append(wrapped("do:    " + first.todo())).append('\n');
  }

  private static String wrapped(String sentence) {
    int columns = WIDTH - 2 * INDENT.length();
    String[] lines = WordUtils.wrap(sentence, columns, "\n", false).split("\n");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.length; i++) {
      text.append(INDENT).append(i == 0 ? "" : INDENT).append(lines[i]).append('\n');
    }
    return text.toString();
  }
}
