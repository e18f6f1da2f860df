package org.workcell.tasks.libero.placement;

import java.util.Comparator;
import java.util.List;

/**
 * Where the objects of a task's starts come to rest.
 *
 * @param task its id
 * @param rows one for each start
 */
public record Rest(String task, List<Row> rows) {

  /**
   * What became of one start.
   *
   * @param row which stored state
   * @param falseBefore initial atoms that do not hold at the start
   * @param falseAfter those that do not hold once objects have had the time to rest
   * @param seconds simulated time until everything rested, or {@link Resting#MOST_SECONDS}
   * @param farthest the object that has moved farthest horizontally
   * @param driftMetres how far it has
   * @param objects all movable objects
   */
  public record Row(
      int row,
      List<String> falseBefore,
      List<String> falseAfter,
      double seconds,
      String farthest,
      double driftMetres,
      List<ObjectRest> objects) {

    /** Takes defensive copies. */
    public Row {
      falseBefore = List.copyOf(falseBefore);
      falseAfter = List.copyOf(falseAfter);
      objects = List.copyOf(objects);
    }
  }

  /**
   * One object.
   *
   * @param name its name in the task file
   * @param startMetres x, y, z at the start
   * @param restMetres x, y, z afterwards
   * @param driftMetres how far it has moved horizontally
   * @param riseMetres how far it has moved up; negative where it has fallen
   */
  public record ObjectRest(
      String name,
      double[] startMetres,
      double[] restMetres,
      double driftMetres,
      double riseMetres) {}

  /** Takes a defensive copy. */
  public Rest {
    rows = List.copyOf(rows);
  }

  /** In how many starts all initial atoms hold at the start. */
  public int trueBefore() {
    return (int) rows.stream().filter(row -> row.falseBefore().isEmpty()).count();
  }

  /** In how many starts all initial atoms hold afterwards. */
  public int trueAfter() {
    return (int) rows.stream().filter(row -> row.falseAfter().isEmpty()).count();
  }

  /** The start in which an object has moved farthest. */
  public Row farthest() {
    return rows.stream().max(Comparator.comparingDouble(Row::driftMetres)).orElseThrow();
  }
}
