package org.workcell.sim.physics;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;

/**
 * A reusable list of scalar constraints, filled by {@link Physics#readConstraints}: the engine's
 * {@code efc_*} arrays, which move in memory at every step. One thread at a time.
 */
public final class Constraints {

  private static final int VALUES = 3;

  private final int capacity;
  private final IntBuffer kindsAndIds;
  private final DoubleBuffer values;
  private int size;
  private boolean overflowed;

  /** Room for this many scalar constraints. */
  public Constraints(int capacity) {
    this.capacity = capacity;
    this.kindsAndIds = direct(2 * capacity * Integer.BYTES).asIntBuffer();
    this.values = direct(VALUES * capacity * Double.BYTES).asDoubleBuffer();
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /** Number of constraints held. */
  public int size() {
    return size;
  }

  /** Whether there were more constraints than fit. */
  public boolean overflowed() {
    return overflowed;
  }

  /** The engine's {@code mjtConstraint} of row {@code i}. */
  public int kind(int i) {
    return kindsAndIds.get(2 * i);
  }

  /** Index of the equality, joint, tendon or contact that row {@code i} belongs to. */
  public int objectIndex(int i) {
    return kindsAndIds.get(2 * i + 1);
  }

  /** Violation of row {@code i}, in metres or radians. */
  public double position(int i) {
    return values.get(VALUES * i);
  }

  /** Velocity along row {@code i}. */
  public double velocity(int i) {
    return values.get(VALUES * i + 1);
  }

  /** Force of row {@code i}, in newtons or newton metres. */
  public double force(int i) {
    return values.get(VALUES * i + 2);
  }

  int capacity() {
    return capacity;
  }

  IntBuffer kindsAndIds() {
    return kindsAndIds;
  }

  DoubleBuffer values() {
    return values;
  }

  void setCount(int count) {
    size = Math.min(count, capacity);
    overflowed = count > capacity;
  }
}
