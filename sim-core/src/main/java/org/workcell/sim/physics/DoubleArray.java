package org.workcell.sim.physics;

import java.nio.DoubleBuffer;
import org.bytedeco.javacpp.DoublePointer;

/**
 * A view of an array of doubles in native memory, laid out in rows. Reading and writing allocate
 * nothing. Each access enters the guard of the owner: while another thread is inside, and once the
 * owner is closed, it throws {@link IllegalStateException}. One thread at a time.
 */
public final class DoubleArray {

  private static final DoubleBuffer CLOSED = DoubleBuffer.allocate(0);

  private final String name;
  private final int columns;
  private final AccessGuard guard;
  private final PositionStage positions;
  private DoubleBuffer memory;

  DoubleArray(String name, int columns, DoubleBuffer memory, AccessGuard guard) {
    this(name, columns, memory, guard, null);
  }

  /**
   * A view of an array on which what follows from positions may depend.
   *
   * @param positions is told of every write; null for an array that has nothing to do with them
   */
  DoubleArray(
      String name, int columns, DoubleBuffer memory, AccessGuard guard, PositionStage positions) {
    this.name = name;
    this.guard = guard;
    this.positions = positions;
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
    guard.enter(this);
    try {
      return memory.get(index);
    } finally {
      guard.leave();
    }
  }

  /** The element of a row. */
  public double get(int row, int column) {
    guard.enter(this);
    try {
      return memory.get(row * columns + column);
    } finally {
      guard.leave();
    }
  }

  /** Writes the element at a flat index. */
  public void set(int index, double value) {
    enterToWrite();
    try {
      memory.put(index, value);
    } finally {
      guard.leave();
    }
  }

  /** Writes the element of a row. */
  public void set(int row, int column, double value) {
    enterToWrite();
    try {
      memory.put(row * columns + column, value);
    } finally {
      guard.leave();
    }
  }

  /** Copies a whole row into the front of {@code target}. */
  public void readRow(int row, double[] target) {
    guard.enter(this);
    try {
      memory.get(row * columns, target, 0, columns);
    } finally {
      guard.leave();
    }
  }

  /** Overwrites a whole row with the front of {@code source}. */
  public void writeRow(int row, double[] source) {
    enterToWrite();
    try {
      memory.put(row * columns, source, 0, columns);
    } finally {
      guard.leave();
    }
  }

  /** Copies elements from a flat index on until {@code target} is full. */
  public void read(int index, double[] target) {
    guard.enter(this);
    try {
      memory.get(index, target);
    } finally {
      guard.leave();
    }
  }

  /** Overwrites elements from a flat index on with all of {@code source}. */
  public void write(int index, double[] source) {
    enterToWrite();
    try {
      memory.put(index, source);
    } finally {
      guard.leave();
    }
  }

  /** Overwrites {@code count} elements from a flat index on with one value. */
  public void fill(int index, int count, double value) {
    enterToWrite();
    try {
      for (int i = 0; i < count; i++) {
        memory.put(index + i, value);
      }
    } finally {
      guard.leave();
    }
  }

  /** All elements, in a new array. */
  public double[] toArray() {
    guard.enter(this);
    try {
      double[] copy = new double[size()];
      memory.get(0, copy);
      return copy;
    } finally {
      guard.leave();
    }
  }

  private void enterToWrite() {
    guard.enter(this);
    if (positions != null) {
      positions.changed();
    }
  }

  /** Where it lies in native memory. */
  DoublePointer address() {
    return new DoublePointer(memory);
  }

  void detach() {
    memory = CLOSED;
  }

  @Override
  public String toString() {
    return "the array '%s' of a simulation".formatted(name);
  }
}
