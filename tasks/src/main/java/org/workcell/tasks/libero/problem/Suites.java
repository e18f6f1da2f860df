package org.workcell.tasks.libero.problem;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The suites, their task orders and how many steps conventions allow. Immutable. */
public final class Suites {

  /** The five suites, of which each task belongs to one. */
  public static final List<String> NAMES = List.of("spatial", "object", "goal", "10", "90");

  private static final Map<String, List<String>> UNIONS =
      Map.of("100", List.of("90", "10"), "130", List.of("spatial", "object", "goal", "90", "10"));

  private static final Table TABLE = Tables.read("suites.json", Table.class);

  private record Table(Map<String, Row> suites, int[][] orders) {}

  private record Row(String display, int longestDemonstration, Map<String, Integer> maximalSteps) {}

  private Suites() {}

  /** The suites that make up one or a union ({@code 100}, {@code 130}), in order. */
  static List<String> members(String name) {
    if (NAMES.contains(name)) {
      return List.of(name);
    }
    List<String> members = UNIONS.get(name);
    if (members == null) {
      throw new IllegalArgumentException(
          "there is no suite '%s'; expected one of %s, 100, 130".formatted(name, NAMES));
    }
    return members;
  }

  /** How many task orders the suites of ten have. */
  public static int orderCount() {
    return TABLE.orders.length;
  }

  /**
   * A task order of the suites of ten: which index comes first, second, and so on.
   *
   * @throws IllegalArgumentException if there is no such order
   */
  public static int[] order(int order) {
    if (order < 0 || order >= TABLE.orders.length) {
      throw new IllegalArgumentException(
          "there is no task order %d; use 0 to %d".formatted(order, TABLE.orders.length - 1));
    }
    return TABLE.orders[order].clone();
  }

  /** The name that people know a suite by, for example {@code LIBERO-Spatial}. */
  public static String displayName(String suite) {
    return row(suite).display;
  }

  /** Steps of the longest demonstration of a suite. */
  public static int longestDemonstration(String suite) {
    return row(suite).longestDemonstration;
  }

  /**
   * How many steps an evaluation convention allows for an episode, settle actions not counted;
   * empty where the convention says nothing of this suite.
   *
   * @param convention {@code libero}, {@code openvla}, {@code ript} (that of RIPT's QueST code; its
   *     OpenVLA-OFT code follows {@code openvla}), {@code simplevla} or {@code rlinf}
   */
  public static OptionalInt maximalSteps(String convention, String suite) {
    Integer steps = row(suite).maximalSteps.get(convention);
    return steps == null ? OptionalInt.empty() : OptionalInt.of(steps);
  }

  private static Row row(String suite) {
    members(suite);
    Row row = TABLE.suites.get(suite);
    if (row == null) {
      throw new IllegalArgumentException(
          "'%s' is a union of suites; ask for one of %s".formatted(suite, NAMES));
    }
    return row;
  }
}
