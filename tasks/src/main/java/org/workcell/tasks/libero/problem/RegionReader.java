package org.workcell.tasks.libero.problem;

import java.util.ArrayList;
import java.util.List;

/** Reads one region of a task file. */
final class RegionReader {

  private static final int RECTANGLE = 4;
  private static final int COLOUR = 4;

  private final Expression list;
  private String target;
  private List<double[]> ranges = List.of();
  private double[] yaw;
  private double[] rgba;

  RegionReader(Expression list) {
    this.list = list;
    list.tail().forEach(this::readAttribute);
    if (target == null) {
      throw list.problem("region '%s' has no (:target NAME)".formatted(list.head()));
    }
  }

  Region region() {
    return TaskConfigs.region(target, list.head(), ranges, yaw, rgba);
  }

  private void readAttribute(Expression attribute) {
    switch (attribute.head()) {
      case ":target" -> target = only(attribute).word();
      case ":ranges" -> ranges = rectangles(attribute);
      case ":yaw_rotation" -> yaw = ordered(rows(attribute, 2).get(0), attribute, 0, 1);
      case ":rgba" -> rgba = rows(attribute, COLOUR).get(0);
      default ->
          throw attribute.problem(
              "%s of region '%s' is not understood; regions have :target :ranges :yaw_rotation :rgba"
                  .formatted(attribute, list.head()));
    }
  }

  private static List<double[]> rectangles(Expression attribute) {
    List<double[]> rectangles = rows(attribute, RECTANGLE);
    for (double[] rectangle : rectangles) {
      ordered(rectangle, attribute, 0, 2);
      ordered(rectangle, attribute, 1, 3);
    }
    return rectangles;
  }

  private static double[] ordered(double[] row, Expression attribute, int low, int high) {
    if (row[low] > row[high]) {
      throw attribute.problem(
          "%s has %s before %s; expected the lower number first"
              .formatted(attribute.head(), row[low], row[high]));
    }
    return row;
  }

  private static Expression only(Expression attribute) {
    if (attribute.items().size() != 2) {
      throw attribute.problem("%s has one value".formatted(attribute.head()));
    }
    Expression value = attribute.items().get(1);
    if (attribute.head().equals(":target") != value.isWord()) {
      throw value.problem("%s is no value of %s".formatted(value, attribute.head()));
    }
    return value;
  }

  /** Reads {@code ((1 2) (3 4))}. */
  private static List<double[]> rows(Expression attribute, int length) {
    List<double[]> rows = new ArrayList<>();
    for (Expression row : only(attribute).items()) {
      double[] numbers = row.words().stream().mapToDouble(word -> number(row, word)).toArray();
      if (row.isWord() || numbers.length != length) {
        throw row.problem(
            "%s holds lists of %d numbers, not %s".formatted(attribute.head(), length, row));
      }
      rows.add(numbers);
    }
    if (rows.isEmpty()) {
      throw attribute.problem("%s is empty".formatted(attribute.head()));
    }
    return rows;
  }

  private static double number(Expression row, String word) {
    try {
      double value = Double.parseDouble(word);
      if (Math.abs(value) <= Double.MAX_VALUE) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw row.problem("'%s' is not a number".formatted(word));
    }
    throw row.problem("'%s' is not a finite number".formatted(word));
  }
}
