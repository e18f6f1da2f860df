package org.workcell.sim.physics;

import java.util.Arrays;

/**
 * What a reset or a randomizer changes in a model: a small list of (field, flat index, value), kept
 * with one environment, because the model itself is shared by all environments of a scene. Setting
 * a place again overwrites it. Growing allocates; nothing else does. One thread at a time.
 */
public final class ModelEdits {

  private ModelField[] fields = new ModelField[8];
  private int[] indices = new int[8];
  private double[] values = new double[8];
  private int size;
  private long version;

  /** Number of changed places. */
  public int size() {
    return size;
  }

  /** Field of edit {@code i}. */
  public ModelField field(int i) {
    return fields[i];
  }

  /** Flat index of edit {@code i} in its field. */
  public int index(int i) {
    return indices[i];
  }

  /** New value of edit {@code i}. */
  public double value(int i) {
    return values[i];
  }

  /** Changes one element. */
  public void set(ModelField field, int index, double value) {
    version++;
    int place = place(field, index);
    if (place >= 0) {
      values[place] = value;
      return;
    }
    if (size == fields.length) {
      fields = Arrays.copyOf(fields, 2 * size);
      indices = Arrays.copyOf(indices, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    fields[size] = field;
    indices[size] = index;
    values[size] = value;
    size++;
  }

  /** Changes the row of one object: {@code setRow(BODY_POS, body, x, y, z)}. */
  public void setRow(ModelField field, int row, double... rowValues) {
    for (int column = 0; column < rowValues.length; column++) {
      set(field, row * rowValues.length + column, rowValues[column]);
    }
  }

  /** Whether a place is changed. */
  public boolean has(ModelField field, int index) {
    return place(field, index) >= 0;
  }

  private int place(ModelField field, int index) {
    for (int i = 0; i < size; i++) {
      if (fields[i] == field && indices[i] == index) {
        return i;
      }
    }
    return -1;
  }

  /** Makes the changes of another list, after those of this one. */
  public void setAll(ModelEdits other) {
    for (int i = 0; i < other.size; i++) {
      set(other.fields[i], other.indices[i], other.values[i]);
    }
  }

  /** Forgets all edits. */
  public void clear() {
    size = 0;
    version++;
  }

  /** Takes over the edits of another list. */
  public void copyFrom(ModelEdits other) {
    version++;
    size = other.size;
    if (fields.length < size) {
      fields = other.fields.clone();
      indices = other.indices.clone();
      values = other.values.clone();
    } else {
      System.arraycopy(other.fields, 0, fields, 0, size);
      System.arraycopy(other.indices, 0, indices, 0, size);
      System.arraycopy(other.values, 0, values, 0, size);
    }
  }

  /** Changes with every edit, so that a model knows whether it already carries this list. */
  long version() {
    return version;
  }
}
