package org.workcell.tasks.metaworld.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The resources of this package: what each task is drawn from, and the lists of tasks. */
final class BenchmarkTables {

  /** By task name, in upstream's order of MT50. */
  static final Map<String, ContextRange> CONTEXTS = readContexts();

  /** Task names by the name of a list, for example {@code ML10-test}. */
  static final Map<String, List<String>> LISTS = readLists();

  private BenchmarkTables() {}

  private static Map<String, ContextRange> readContexts() {
    Map<String, ContextRange> ranges = new LinkedHashMap<>();
    for (String line : lines("contexts.txt")) {
      String[] cells = line.split(";", -1);
      String distance = cells[3].strip();
      String goal = cells[4].strip();
      ranges.put(
          cells[0].strip(),
          new ContextRange(
              numbers(cells[1]),
              numbers(cells[2]),
              distance.isEmpty() ? 0 : Double.parseDouble(distance),
              goal.isEmpty() ? null : numbers(goal)));
    }
    return Collections.unmodifiableMap(ranges);
  }

  private static double[] numbers(String cell) {
    return Stream.of(cell.strip().split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private static Map<String, List<String>> readLists() {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    for (String line : lines("benchmarks.txt")) {
      String[] cells = line.split(": ");
      lists.put(cells[0], List.of(cells[1].split(" ")));
    }
    lists.put("MT50", List.copyOf(CONTEXTS.keySet()));
    return Collections.unmodifiableMap(lists);
  }

  private static List<String> lines(String resource) {
    try (InputStream in = BenchmarkTables.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " of the build cannot be read", e);
    }
  }
}
