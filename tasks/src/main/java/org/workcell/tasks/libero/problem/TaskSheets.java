package org.workcell.tasks.libero.problem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The table of the 130 tasks. Immutable; read at first use. */
public final class TaskSheets {

  /** First part of every id. */
  public static final String NAME = "libero";

  private static final Pattern SCENE = Pattern.compile("^[A-Z_]+SCENE\\d+_");
  private static final double[] NO_YAW = {0, 0};
  private static final double[] ZONE_RGBA = {0, 0, 1, 0};
  private static final Map<String, TaskSheet> BY_ID = read();

  private record Table(List<Layout> layouts, Map<String, List<Row>> suites) {}

  private record Layout(
      String problem,
      Map<String, List<String>> fixtures,
      Map<String, List<String>> objects,
      List<RegionRow> regions,
      List<List<String>> init) {

    private List<Instance> instances() {
      List<Instance> instances = new ArrayList<>();
      fixtures.forEach((c, names) -> names.forEach(n -> instances.add(new Instance(n, c, true))));
      objects.forEach((c, names) -> names.forEach(n -> instances.add(new Instance(n, c, false))));
      return instances;
    }
  }

  private record RegionRow(String target, String name, List<double[]> ranges, double[] yaw) {

    Region region() {
      return TaskSheets.region(target, name, ranges == null ? List.of() : ranges, yaw, null);
    }
  }

  private record Row(
      String name,
      int layout,
      String bddlLanguage,
      List<List<String>> goal,
      List<String> ofInterest) {

    TaskSheet sheet(String suite, int index, Layout layout) {
      String language = languageOf(name);
      return new TaskSheet(
          id(suite, name),
          suite,
          index,
          name,
          language,
          bddlLanguage == null ? language : bddlLanguage,
          Problem.valueOf(layout.problem.toUpperCase(Locale.ROOT)),
          layout.instances(),
          layout.regions.stream().map(RegionRow::region).toList(),
          atoms(layout.init),
          atoms(goal),
          ofInterest);
    }
  }

  private TaskSheets() {}

  private static Map<String, TaskSheet> read() {
    Table table = Tables.read("tasks.json", Table.class);
    Map<String, TaskSheet> sheets = new LinkedHashMap<>();
    table.suites.forEach(
        (suite, rows) -> {
          for (int i = 0; i < rows.size(); i++) {
            TaskSheet sheet = rows.get(i).sheet(suite, i, table.layouts.get(rows.get(i).layout));
            sheets.put(sheet.id(), sheet);
          }
        });
    return Collections.unmodifiableMap(sheets);
  }

  private static List<Atom> atoms(List<List<String>> rows) {
    return rows.stream().map(row -> new Atom(row.get(0), row.subList(1, row.size()))).toList();
  }

  static String id(String suite, String name) {
    return NAME + "/" + suite + "/" + name + "-v1";
  }

  /** The words in the name of a task file, without its scene. */
  static String languageOf(String name) {
    return SCENE.matcher(name).replaceFirst("").replace('_', ' ');
  }

  static Region region(
      String target, String name, List<double[]> ranges, double[] yaw, double[] rgba) {
    return new Region(
        target + "_" + name,
        target,
        ranges,
        yaw == null ? NO_YAW : yaw,
        rgba == null ? ZONE_RGBA : rgba);
  }

  /** All tasks: Spatial, Object, Goal, LIBERO-10, LIBERO-90, each in task order 0. */
  public static List<TaskSheet> all() {
    return List.copyOf(BY_ID.values());
  }

  /**
   * The task with this id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static TaskSheet of(String id) {
    TaskSheet sheet = BY_ID.get(id);
    if (sheet == null) {
      throw new IllegalArgumentException(
          "there is no task '%s'; expected libero/<%s>/<name of the task file>-v1"
              .formatted(id, String.join("|", Suites.NAMES)));
    }
    return sheet;
  }

  /**
   * The tasks of a suite in task order 0: {@code spatial}, {@code object}, {@code goal}, {@code
   * 10}, {@code 90}; or {@code 100}, which is 90 and 10, or {@code 130}, which is Spatial, Object,
   * Goal, 90 and 10.
   *
   * @throws IllegalArgumentException if there is no such suite
   */
  public static List<TaskSheet> suite(String name) {
    return Suites.members(name).stream()
        .flatMap(s -> BY_ID.values().stream().filter(t -> t.suite().equals(s)))
        .toList();
  }

  /**
   * The tasks of a suite of ten in one of the 21 task orders; LIBERO-90 has order 0 only.
   *
   * @throws IllegalArgumentException if there is no such suite or order
   */
  public static List<TaskSheet> suite(String name, int order) {
    List<TaskSheet> tasks = suite(name);
    if (order == 0) {
      return tasks;
    }
    int[] permutation = Suites.order(order);
    if (tasks.size() != permutation.length) {
      throw new IllegalArgumentException(
          "suite '%s' has %d tasks and order 0 only; suites of %d have %d orders"
              .formatted(name, tasks.size(), permutation.length, Suites.orderCount()));
    }
    List<TaskSheet> ordered = new ArrayList<>();
    for (int index : permutation) {
      ordered.add(tasks.get(index));
    }
    return ordered;
  }
}
