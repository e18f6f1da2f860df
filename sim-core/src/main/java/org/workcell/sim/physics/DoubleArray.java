package org.workcell.sim.physics;

import java.nio.DoubleBuffer;
import org.bytedeco.javacpp.DoublePointer;

/**
 * A view of an array of doubles in native memory, laid out in rows. Reading and writing allocate
 * nothing. Once its owner is closed every access throws {@link IndexOutOfBoundsException}. One
 * thread at a time.
 */
public final class DoubleArray {

  private static final DoubleBuffer CLOSED = DoubleBuffer.allocate(0);

  private final String name;
  private final int columns;
  private DoubleBuffer memory;

  DoubleArray(String name, int columns, DoubleBuffer memory) {
    this.name = name;
    this.columns = columns;
    this.memory = memory;
  }

  /** The engine's name of this array, for example {@code qpos}. */
  public String name() {
    return name;
  }

  /** Number of elements. */
  public int size() {
    return memory.capacity();
  }

  /** Elements per row: 3 for positions, 4 for quaternions. */
  public int columns() {
    return columns;
  }

  /** The element at a flat index. */
  public double get(int index) {
    return memory.get(index);
  }

  /** The element of a row. */
  public double get(int row, int column) {
    return memory.get(row * columns + column);
  }

  /** Writes the element at a flat index. */
  public void set(int index, double value) {
    memory.put(index, value);
  }

  /** Writes the element of a row. */
  public void set(int row, int column, double value) {
    memory.put(row * columns + column, value);
  }

  /** Copies a whole row into the front of {@code target}. */
  public void readRow(int row, double[] target) {
    memory.get(row * columns, target, 0, columns);
  }

  /** Overwrites a whole row with the front of {@code source}. */
  public void writeRow(int row, double[] source) {
    memory.put(row * columns, source, 0, columns);
  }

  /** Copies elements from a flat index on until {@code target} is full. */
  public void read(int index, double[] target) {
    memory.get(index, target);
  }

  /** Overwrites elements from a flat index on with all of {@code source}. */
  public void write(int index, double[] source) {
    memory.put(index, source);
  }

  /** Overwrites {@code count} elements from a flat index on with one value. */
  public void fill(int index, int count, double value) {
    for (int i = 0; i < count; i++) {
      memory.put(index + i, value);
    }
  }

  /** All elements, in a new array. */
  public double[] toArray() {
    double[] copy = new double[size()];
    memory.get(0, copy);
    return copy;
  }

  /** Where it lies in native memory. */
  DoublePointer address() {
    return new DoublePointer(memory);
  }

  void detach() {
    memory = CLOSED;
  }
}
