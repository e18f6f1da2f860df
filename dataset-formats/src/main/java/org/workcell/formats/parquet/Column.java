package org.workcell.formats.parquet;

import java.util.List;

/**
 * A column of a file. The schema allows nulls, as other writers' do, but there are none. Where
 * {@code dimensions} is more than 0, a row holds a list, a list of lists and so on, all of which
 * have elements.
 *
 * @param path name of the column; a second part where it is a field of a group
 * @param type type of the elements
 * @param dimensions how many lists lie in each other
 */
public record Column(List<String> path, Type type, int dimensions) {

  /** Types of elements. */
  public enum Type {
    /** Truth values. */
    BOOLEAN(0),
    /** Signed integers of 64 bits. */
    INT64(2),
    /** Floating-point numbers of 32 bits. */
    FLOAT(4),
    /** Floating-point numbers of 64 bits. */
    DOUBLE(5),
    /** Bytes of any length. */
    BYTES(6),
    /** Text in UTF-8. */
    TEXT(6);

    private final int code;

    Type(int code) {
      this.code = code;
    }

    /** Parquet's number of the physical type. */
    int code() {
      return code;
    }
  }

  /** Takes a copy of the path. */
  public Column {
    path = List.copyOf(path);
    if (path.isEmpty() || path.size() > 2 || dimensions < 0 || path.size() == 2 && dimensions > 0) {
      throw new IllegalArgumentException(
          "column %s with %d dimensions is none that can be written".formatted(path, dimensions));
    }
  }

  /** A column of one value in each row. */
  public static Column of(String name, Type type) {
    return new Column(List.of(name), type, 0);
  }

  /** A column of lists. */
  public static Column list(String name, Type type, int dimensions) {
    return new Column(List.of(name), type, dimensions);
  }

  /** A field of a group, which begins with its first field. */
  public static Column field(String group, String name, Type type) {
    return new Column(List.of(group, name), type, 0);
  }

  /** The column's own name, that of its group where it has one. */
  public String name() {
    return path.get(0);
  }

  /** The level of an element that is there: what of its path could be missing. */
  int definitionLevel() {
    return path.size() + 2 * dimensions;
  }

  /** Where the elements lie in the file's schema. */
  List<String> schemaPath() {
    List<String> all = new java.util.ArrayList<>(path);
    for (int i = 0; i < dimensions; i++) {
      all.add("list");
      all.add("element");
    }
    return all;
  }
}
