package org.workcell.sim.physics;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.workcell.mujoco.wcArray;

/** An array of a model or of its data, whatever its element type, read and written as doubles. */
final class NativeArray {

  private final int rows;
  private final int columns;
  private final DoubleBuffer doubles;
  private final FloatBuffer floats;
  private final IntBuffer ints;
  private final ByteBuffer bytes;

  NativeArray(wcArray array) {
    this.rows = array.rows();
    this.columns = array.columns();
    long size = (long) rows * columns;
    Pointer address = array.start();
    char type = (char) array.elementType();
    boolean empty = size == 0 || address == null || address.isNull();
    this.doubles = type == 'd' ? (empty ? DoubleBuffer.allocate(0) : doubles(address, size)) : null;
    this.floats = type == 'f' ? (empty ? FloatBuffer.allocate(0) : floats(address, size)) : null;
    this.ints = type == 'i' ? (empty ? IntBuffer.allocate(0) : ints(address, size)) : null;
    this.bytes = type == 'b' ? (empty ? ByteBuffer.allocate(0) : bytes(address, size)) : null;
  }

  private static DoubleBuffer doubles(Pointer address, long size) {
    return new DoublePointer(address).capacity(size).asBuffer();
  }

  private static FloatBuffer floats(Pointer address, long size) {
    return new FloatPointer(address).capacity(size).asBuffer();
  }

  private static IntBuffer ints(Pointer address, long size) {
    return new IntPointer(address).capacity(size).asBuffer();
  }

  private static ByteBuffer bytes(Pointer address, long size) {
    return new BytePointer(address).capacity(size).asByteBuffer();
  }

  /** The largest finite number that an element can hold. */
  double largest() {
    if (doubles != null) {
      return Double.MAX_VALUE;
    }
    if (floats != null) {
      return Float.MAX_VALUE;
    }
    return ints != null ? Integer.MAX_VALUE : Byte.MAX_VALUE;
  }

  int size() {
    return rows * columns;
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  /** Only for arrays of doubles; null otherwise. */
  DoubleBuffer doubles() {
    return doubles;
  }

  double get(int index) {
    if (doubles != null) {
      return doubles.get(index);
    }
    if (floats != null) {
      return floats.get(index);
    }
    return ints != null ? ints.get(index) : bytes.get(index);
  }

  void set(int index, double value) {
    if (doubles != null) {
      doubles.put(index, value);
    } else if (floats != null) {
      floats.put(index, (float) value);
    } else if (ints != null) {
      ints.put(index, (int) value);
    } else {
      bytes.put(index, (byte) value);
    }
  }
}
