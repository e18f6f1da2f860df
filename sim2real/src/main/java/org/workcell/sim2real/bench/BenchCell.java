package org.workcell.sim2real.bench;

import java.util.List;
import java.util.Locale;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim2real.gap.GapFamily;
import org.workcell.sim2real.gap.GapLevel;

/**
 * One hidden robot, and how much of its logs is used.
 *
 * @param robot its name in the plan
 * @param family of gaps
 * @param level of the gap
 * @param repetition from 1
 * @param seconds of training logs that are used; 0 for all of them
 */
public record BenchCell(
    String robot, GapFamily family, GapLevel level, int repetition, double seconds) {

  /** Names files and results, for example {@code arm-G4-hard-2-60s}. */
  public String key() {
    return seconds > 0
        ? "%s-%ss".formatted(world(), String.format(Locale.ROOT, "%.0f", seconds))
        : world();
  }

  /** Names the hidden robot and its logs. */
  String world() {
    return "%s-%d".formatted(group(), repetition);
  }

  /** Names what repetitions have in common. */
  String group() {
    return "%s-%s-%s".formatted(robot, family, level.name().toLowerCase(Locale.ROOT));
  }

  /** The same with fewer logs. */
  BenchCell with(double lessSeconds) {
    return new BenchCell(robot, family, level, repetition, lessSeconds);
  }

  /** The seed of its robot, logs and networks. */
  long seed(long suiteSeed) {
    return new SeedStreams(suiteSeed).stream("bench/" + world()).nextLong();
  }

  /**
   * Whether one of these is part of its key, from hyphen to hyphen; all fit where there is none.
   */
  boolean isAmong(List<String> filters) {
    String key = "-%s-".formatted(key().toLowerCase(Locale.ROOT));
    return filters.isEmpty()
        || filters.stream()
            .anyMatch(
                each -> key.contains("-%s-".formatted(each.strip().toLowerCase(Locale.ROOT))));
  }
}
