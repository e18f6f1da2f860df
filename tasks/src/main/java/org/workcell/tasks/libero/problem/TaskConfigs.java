package org.workcell.tasks.libero.problem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The table of the 130 tasks. Immutable; read at first use. */
public final class TaskConfigs {

  /** First part of every id. */
  public static final String NAME = "libero";

  /** Suite of tasks that are read from a user's task file. */
  public static final String FILE_SUITE = "file";

  private static final Pattern SCENE = Pattern.compile("^[A-Z_]+SCENE\\d+_");
  private static final double[] NO_YAW = {0, 0};
  private static final double[] ZONE_RGBA = {0, 0, 1, 0};
  private static final Map<String, TaskConfig> BY_ID = read();

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
      return TaskConfigs.region(target, name, ranges == null ? List.of() : ranges, yaw, null);
    }
  }

  private record Row(
      String name,
      int layout,
      String bddlLanguage,
      List<List<String>> goal,
      List<String> ofInterest) {

    TaskConfig config(String suite, int index, Layout layout) {
      String language = languageOf(name);
      return new TaskConfig(
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

  private TaskConfigs() {}

  private static Map<String, TaskConfig> read() {
    Table table = Tables.read("tasks.json", Table.class);
    Map<String, TaskConfig> configs = new LinkedHashMap<>();
    table.suites.forEach(
        (suite, rows) -> {
          for (int i = 0; i < rows.size(); i++) {
            TaskConfig config = rows.get(i).config(suite, i, table.layouts.get(rows.get(i).layout));
            configs.put(config.id(), config);
          }
        });
    return Collections.unmodifiableMap(configs);
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
  public static List<TaskConfig> all() {
    return List.copyOf(BY_ID.values());
  }

  /**
   * The task with this id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static TaskConfig of(String id) {
    TaskConfig config = BY_ID.get(id);
    if (config == null) {
      throw new IllegalArgumentException(
          "there is no task '%s'; expected libero/<%s>/<name of the task file>-v1"
              .formatted(id, String.join("|", Suites.NAMES)));
    }
    return config;
  }

  /**
   * Reads a user's task file in BDDL form. Its id is {@code libero/file/<name>-v1}.
   *
   * @throws org.workcell.sim.files.BadInputException naming line and what is not understood
   */
  public static TaskConfig read(Path bddl) {
    return TaskFile.read(bddl);
  }

  /**
   * The tasks of a suite in task order 0: {@code spatial}, {@code object}, {@code goal}, {@code
   * 10}, {@code 90}; or {@code 100}, which is 90 and 10, or {@code 130}, which is Spatial, Object,
   * Goal, 90 and 10.
   *
   * @throws IllegalArgumentException if there is no such suite
   */
  public static List<TaskConfig> suite(String name) {
    return Suites.members(name).stream()
        .flatMap(s -> BY_ID.values().stream().filter(t -> t.suite().equals(s)))
        .toList();
  }

  /**
   * The tasks of a suite of ten in one of the 21 task orders; LIBERO-90 has order 0 only.
   *
   * @throws IllegalArgumentException if there is no such suite or order
   */
  public static List<TaskConfig> suite(String name, int order) {
    List<TaskConfig> tasks = suite(name);
    if (order == 0) {
      return tasks;
    }
    int[] permutation = Suites.order(order);
    if (tasks.size() != permutation.length) {
      throw new IllegalArgumentException(
          "suite '%s' has %d tasks and order 0 only; suites of %d have %d orders"
              .formatted(name, tasks.size(), permutation.length, Suites.orderCount()));
    }
    List<TaskConfig> ordered = new ArrayList<>();
    for (int index : permutation) {
      ordered.add(tasks.get(index));
    }
    return ordered;
  }
}
