package org.workcell.sim.physics;

import java.util.Arrays;

/**
 * What a reset or a randomizer changes in a model: a small list of (field, flat index, value), kept
 * with one environment, because the model itself is shared by all environments of a scene. Setting
 * a place again overwrites it. Growing allocates; nothing else does. One thread at a time.
 */
public final class ModelEdits {

  private static final int LEAST_TABLE = 32;

  private ModelField[] fields = new ModelField[8];
  private int[] indices = new int[8];
  private double[] values = new double[8];
  private int size;
  private long version;
  private Model checkedFor;
  private long checkedVersion;

  /** Open addressing, one more than the place of an edit; holds the first {@link #found} edits. */
  private int[] table = new int[LEAST_TABLE];

  private int found;

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

  /** The new value of a place, or another one where the place is not changed. */
  public double valueOr(ModelField field, int index, double unchanged) {
    int place = place(field, index);
    return place >= 0 ? values[place] : unchanged;
  }

  /** A lookup takes the same time however long the list is. */
  private int place(ModelField field, int index) {
    if (2 * size >= table.length) {
      table = new int[Integer.highestOneBit(Math.max(size, LEAST_TABLE)) * 4];
      found = 0;
    }
    while (found < size) {
      int slot = slot(fields[found], indices[found]);
      table[slot] = ++found;
    }
    return table[slot(field, index)] - 1;
  }

  /** Where an edit stands in the table, or would stand. */
  private int slot(ModelField field, int index) {
    int mixed = (index * ModelField.COUNT + field.ordinal()) * 0x9E3779B9;
    int slot = (mixed ^ mixed >>> 16) & table.length - 1;
    while (table[slot] != 0) {
      int place = table[slot] - 1;
      if (fields[place] == field && indices[place] == index) {
        return slot;
      }
      slot = slot + 1 & table.length - 1;
    }
    return slot;
  }

  private void forgetPlaces() {
    if (found > 0) {
      Arrays.fill(table, 0);
      found = 0;
    }
  }

  /** Makes the changes of another list, after those of this one. */
  public void setAll(ModelEdits other) {
    for (int i = 0; i < other.size; i++) {
      set(other.fields[i], other.indices[i], other.values[i]);
    }
  }

  /** Forgets all edits. */
  public void clear() {
    forgetPlaces();
    size = 0;
    version++;
  }

  /** Takes over the edits of another list. */
  public void copyFrom(ModelEdits other) {
    forgetPlaces();
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

  /** Whether these edits have been found valid for a scene and not changed since. */
  boolean isCheckedFor(Model scene) {
    return checkedFor == scene && checkedVersion == version;
  }

  void setCheckedFor(Model scene) {
    checkedFor = scene;
    checkedVersion = version;
  }

  /** Changes with every edit, so that a model knows whether it already carries this list. */
  long version() {
    return version;
  }
}
