package org.workcell.sim.physics;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;

/**
 * A reusable list of contacts, filled by {@link Physics#readContacts}. The engine's own contact
 * array moves in memory at every step, so contacts are always copied. One thread at a time.
 */
public final class Contacts {

  private static final int VALUES = 8;

  private final int capacity;
  private final IntBuffer geoms;
  private final DoubleBuffer values;
  private int size;
  private boolean overflowed;

  /** Room for this many contacts. */
  public Contacts(int capacity) {
    this.capacity = capacity;
    this.geoms = direct(2 * capacity * Integer.BYTES).asIntBuffer();
    this.values = direct(VALUES * capacity * Double.BYTES).asDoubleBuffer();
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /** Number of contacts held. */
  public int size() {
    return size;
  }

  /** Whether there were more contacts than fit. */
  public boolean overflowed() {
    return overflowed;
  }

  /** First geom of contact {@code i}. */
  public int geom1(int i) {
    return geoms.get(2 * i);
  }

  /** Second geom of contact {@code i}. */
  public int geom2(int i) {
    return geoms.get(2 * i + 1);
  }

  /** World position of contact {@code i} along an axis, in metres. */
  public double position(int i, int axis) {
    return values.get(VALUES * i + axis);
  }

  /** World normal of contact {@code i} along an axis, from geom 1 to geom 2. */
  public double normal(int i, int axis) {
    return values.get(VALUES * i + 3 + axis);
  }

  /** Distance of the surfaces in metres; negative where they penetrate. */
  public double distance(int i) {
    return values.get(VALUES * i + 6);
  }

  /**
   * Normal force in newtons, after a step or a forward pass. Contacts that {@link
   * Physics#refreshContacts} has found have no forces yet: their numbers mean nothing.
   */
  public double normalForce(int i) {
    return values.get(VALUES * i + 7);
  }

  int capacity() {
    return capacity;
  }

  IntBuffer geoms() {
    return geoms;
  }

  DoubleBuffer values() {
    return values;
  }

  void setCount(int count) {
    size = Math.min(count, capacity);
    overflowed = count > capacity;
  }
}
