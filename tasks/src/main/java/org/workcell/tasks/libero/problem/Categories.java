package org.workcell.tasks.libero.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.tasks.common.JointRange;
import org.workcell.tasks.libero.problem.Category.JointState;
import org.workcell.tasks.libero.problem.Category.SpawnAngle;

/** The table of object categories. Immutable; read at first use. */
public final class Categories {

  private static final Map<String, Category> BY_NAME = read();

  private record Row(
      String name,
      String folder,
      double bottom,
      double top,
      double radius,
      List<List<Object>> spawn,
      List<String> joints,
      Map<String, State> states) {

    Category category() {
      Map<String, JointState> meanings = new LinkedHashMap<>();
      if (states != null) {
        states.forEach((predicate, state) -> meanings.put(predicate, state.meaning()));
      }
      return new Category(
          name,
          folder,
          bottom,
          top,
          radius,
          spawn == null ? List.of() : spawn.stream().map(Row::angle).toList(),
          joints == null ? List.of() : joints,
          meanings);
    }

    private static SpawnAngle angle(List<Object> row) {
      return new SpawnAngle(
          ((String) row.get(0)).charAt(0), (Double) row.get(1), (Double) row.get(2));
    }
  }

  private record State(Double below, Double above, Double atLeast, double[] start) {

    JointState meaning() {
      JointRange range =
          below != null
              ? JointRange.below(below)
              : above != null ? JointRange.above(above) : JointRange.atLeast(atLeast);
      return new JointState(range, start[0], start[1]);
    }
  }

  private Categories() {}

  private static Map<String, Category> read() {
    Map<String, Category> table = new LinkedHashMap<>();
    for (Row row : Tables.read("categories.json", Row[].class)) {
      table.put(row.name, row.category());
    }
    return Collections.unmodifiableMap(table);
  }

  /** All categories by name, movable ones first. */
  public static Map<String, Category> all() {
    return BY_NAME;
  }

  /** The category with this name, where the table has it. */
  public static Optional<Category> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /**
   * The category of an instance.
   *
   * @throws IllegalArgumentException if the table does not have it
   */
  public static Category of(Instance instance) {
    return find(instance.category())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "instance '%s' has category '%s', which is none of %s"
                        .formatted(instance.name(), instance.category(), BY_NAME.keySet())));
  }
}
