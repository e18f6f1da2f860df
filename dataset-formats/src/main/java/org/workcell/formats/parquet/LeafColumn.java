package org.workcell.formats.parquet;

import java.util.ArrayList;
import java.util.List;

/**
 * A column of a file that is read.
 *
 * @param name its path with slashes, without what only makes it a list
 * @param path its path in the schema
 * @param type number of the physical type
 * @param meaning number of what the type stands for; -1 where it stands for itself
 * @param typeBytes length of the elements where all have the same
 * @param definition level of an element that is there
 * @param repeatedDefinition level from which on its list has an element; 0 where it is in none
 * @param lists how many lists lie in each other
 */
record LeafColumn(
    String name,
    List<String> path,
    int type,
    int meaning,
    int typeBytes,
    int definition,
    int repeatedDefinition,
    int lists) {

  static final int BOOLEAN = 0;
  static final int INT32 = 1;
  static final int INT64 = 2;
  static final int FLOAT = 4;
  static final int DOUBLE = 5;
  static final int BYTE_ARRAY = 6;
  static final int FIXED_LEN_BYTE_ARRAY = 7;

  private static final int DECIMAL = 5;
  private static final int UINT_32 = 13;
  private static final int UINT_64 = 14;

  private static final int MOST_DEPTH = 32;
  private static final int MOST_FIXED_BYTES = 1 << 16;
  private static final int REQUIRED = 0;
  private static final int OPTIONAL = 1;
  private static final int REPEATED = 2;

  /** Decimal fractions, which are integers with a scale, are none that is read. */
  boolean isNumber() {
    return switch (type) {
      case BOOLEAN, INT32, INT64, FLOAT, DOUBLE -> meaning != DECIMAL;
      default -> false;
    };
  }

  /** An integer of the column's type as a number. */
  double number(long bits) {
    if (meaning == UINT_32) {
      return bits & 0xFFFF_FFFFL;
    }
    return meaning == UINT_64 && bits < 0 ? (bits >>> 1) * 2.0 : bits;
  }

  boolean isBytes() {
    return type == BYTE_ARRAY || type == FIXED_LEN_BYTE_ARRAY;
  }

  /** The columns of a schema, which lists its elements depth first. */
  static List<LeafColumn> of(List<CompactReader.Fields> elements) {
    Walk walk = new Walk(elements);
    int children = walk.children(walk.next());
    for (int i = 0; i < children; i++) {
      walk.element(new Place(List.of(), List.of(), 0, 0, 0), 1);
    }
    if (walk.at != elements.size()) {
      throw new IllegalArgumentException("its schema has elements that belong to nothing");
    }
    return walk.leaves;
  }

  /** How deep an element lies, counted in what may be missing and what is repeated. */
  private record Place(
      List<String> path, List<String> names, int definition, int repeatedDefinition, int lists) {

    /** Below a repeated group of one field, only the list has a name of its own. */
    Place with(String name, boolean named, int repetition) {
      int level = repetition == REQUIRED ? definition : definition + 1;
      return new Place(
          appended(path, name),
          named ? appended(names, name) : names,
          level,
          repetition == REPEATED ? level : repeatedDefinition,
          repetition == REPEATED ? lists + 1 : lists);
    }

    private static List<String> appended(List<String> list, String last) {
      List<String> longer = new ArrayList<>(list);
      longer.add(last);
      return longer;
    }
  }

  private static final class Walk {

    private final List<CompactReader.Fields> elements;
    private final List<LeafColumn> leaves = new ArrayList<>();
    private int at;
    private boolean parentIsList;

    Walk(List<CompactReader.Fields> elements) {
      this.elements = elements;
    }

    CompactReader.Fields next() {
      if (at == elements.size()) {
        throw new IllegalArgumentException("its schema claims more elements than it has");
      }
      return elements.get(at++);
    }

    int children(CompactReader.Fields element) {
      return element.has(5) ? element.count(5) : 0;
    }

    void element(Place outer, int depth) {
      if (depth > MOST_DEPTH) {
        throw new IllegalArgumentException(
            "its schema is more than %d levels deep".formatted(MOST_DEPTH));
      }
      CompactReader.Fields element = next();
      int repetition = repetition(element);
      boolean repeated = repetition == REPEATED;
      boolean onlyChild = parentIsList;
      Place place =
          outer.with(
              element.text(4), outer.names().isEmpty() || !repeated && !onlyChild, repetition);
      int children = children(element);
      for (int i = 0; i < children; i++) {
        parentIsList = repeated && children == 1;
        element(place, depth + 1);
      }
      parentIsList = false;
      if (!element.has(5)) {
        leaves.add(leaf(element, place));
      }
    }

    private static int repetition(CompactReader.Fields element) {
      long repetition = element.integer(3, REQUIRED);
      if (repetition < REQUIRED || repetition > REPEATED) {
        throw new UnsupportedOperationException("repetition of kind " + repetition);
      }
      return (int) repetition;
    }

    private static LeafColumn leaf(CompactReader.Fields element, Place place) {
      int type = element.count(1);
      int bytes = type == FIXED_LEN_BYTE_ARRAY ? element.count(2) : 0;
      if (bytes > MOST_FIXED_BYTES) {
        throw new IllegalArgumentException(
            "its schema claims elements of %d bytes".formatted(bytes));
      }
      return new LeafColumn(
          String.join("/", place.names()),
          place.path(),
          type,
          (int) element.integer(6, -1),
          bytes,
          place.definition(),
          place.repeatedDefinition(),
          place.lists());
    }
  }
}
