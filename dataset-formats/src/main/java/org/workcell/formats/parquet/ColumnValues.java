package org.workcell.formats.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The values of one column in a row group, as the file holds them: the lengths of the lists as
 * levels, then the elements one after the other (encoding PLAIN). Filled once, row by row.
 */
public final class ColumnValues {

  private final Column column;
  private final ByteArrayOutputStream elements = new ByteArrayOutputStream();
  private final Levels repetition = new Levels();
  private final ByteBuffer scratch = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
  private int bits;
  private int bitCount;
  private int values;
  private int rows;

  /** No values yet. */
  public ColumnValues(Column column) {
    this.column = column;
  }

  /** The column that the values are of. */
  public Column column() {
    return column;
  }

  int rows() {
    return rows;
  }

  int values() {
    return values;
  }

  /** A row of one number; of a boolean, 0 or 1. */
  public ColumnValues add(double value) {
    return addRow(new double[] {value}, List.of());
  }

  /** A row of one integer. */
  public ColumnValues add(long value) {
    require(Column.Type.INT64, 0);
    put(scratch.clear().putLong(value));
    repetition.add(0);
    return endRow(1);
  }

  /** A row of one text or, in a column of lists, of several. */
  public ColumnValues add(String... texts) {
    require(Column.Type.TEXT, column.dimensions() == 1 ? 1 : 0);
    for (int i = 0; i < texts.length; i++) {
      putBytes(texts[i].getBytes(StandardCharsets.UTF_8));
      repetition.add(i == 0 ? 0 : 1);
    }
    return endRow(texts.length);
  }

  /** A row of bytes. */
  public ColumnValues add(byte[] bytes) {
    require(Column.Type.BYTES, 0);
    putBytes(bytes);
    repetition.add(0);
    return endRow(1);
  }

  /**
   * A row of numbers in C order.
   *
   * @param shape lengths of the lists, none of which is 0; empty for a single number
   */
  public ColumnValues addRow(double[] numbers, List<Integer> shape) {
    if (shape.size() != column.dimensions() || numbers.length == 0) {
      throw new IllegalArgumentException(
          "a row of shape %s does not fit column %s".formatted(shape, column));
    }
    for (int i = 0; i < numbers.length; i++) {
      putNumber(numbers[i]);
      repetition.add(i == 0 ? 0 : level(i, shape));
    }
    return endRow(numbers.length);
  }

  /** Which of the lists goes on with an element: the innermost unless one of them is full. */
  private static int level(int index, List<Integer> shape) {
    int level = shape.size();
    int run = 1;
    for (int i = shape.size() - 1; i > 0; i--) {
      run *= shape.get(i);
      if (index % run != 0) {
        break;
      }
      level--;
    }
    return level;
  }

  private void putNumber(double number) {
    scratch.clear();
    switch (column.type()) {
      case FLOAT -> put(scratch.putFloat((float) number));
      case DOUBLE -> put(scratch.putDouble(number));
      case INT64 -> put(scratch.putLong((long) number));
      case BOOLEAN -> putBit(number != 0);
      default -> throw new IllegalArgumentException("column %s holds no numbers".formatted(column));
    }
  }

  private void put(ByteBuffer filled) {
    elements.write(filled.array(), 0, filled.position());
  }

  private void putBytes(byte[] bytes) {
    put(scratch.clear().putInt(bytes.length));
    elements.writeBytes(bytes);
  }

  private void putBit(boolean bit) {
    bits |= bit ? 1 << bitCount : 0;
    if (++bitCount == Byte.SIZE) {
      elements.write(bits);
      bits = 0;
      bitCount = 0;
    }
  }

  private ColumnValues endRow(int elementsOfRow) {
    values += elementsOfRow;
    rows++;
    return this;
  }

  private void require(Column.Type type, int dimensions) {
    if (column.type() != type || column.dimensions() != dimensions) {
      throw new IllegalArgumentException("a %s does not fit column %s".formatted(type, column));
    }
  }

  /** The content of a data page of version 1. */
  byte[] page() {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    if (column.dimensions() > 0) {
      repetition.writeTo(page, column.dimensions());
    }
    // Nothing is null and no list is empty, so every element is defined as deep as can be.
    Levels definition = new Levels();
    definition.add(column.definitionLevel(), values);
    definition.writeTo(page, column.definitionLevel());
    page.writeBytes(elements.toByteArray());
    if (bitCount > 0) {
      page.write(bits);
    }
    return page.toByteArray();
  }

  /** Small numbers in runs of equal ones. */
  private static final class Levels {
    private final ByteArrayOutputStream runs = new ByteArrayOutputStream();
    private int level;
    private int count;

    void add(int next) {
      add(next, 1);
    }

    void add(int next, int times) {
      if (next != level) {
        flush();
        level = next;
      }
      count += times;
    }

    private void flush() {
      if (count > 0) {
        CompactWriter.writeVarint(runs, (long) count << 1);
        runs.write(level);
        count = 0;
      }
    }

    /** Levels of at most 255 take a byte, so the runs are the same for every highest level. */
    void writeTo(ByteArrayOutputStream page, int highest) {
      if (highest > 0xFF) {
        throw new IllegalArgumentException("lists lie at most 255 deep");
      }
      flush();
      byte[] length = new byte[Integer.BYTES];
      ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putInt(runs.size());
      page.writeBytes(length);
      page.writeBytes(runs.toByteArray());
    }
  }
}
