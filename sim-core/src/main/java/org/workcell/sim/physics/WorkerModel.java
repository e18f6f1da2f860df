package org.workcell.sim.physics;

import org.workcell.mujoco.mjModel;

/**
 * A worker's own copy of a scene's model. Environments bring their {@link ModelEdits} and have them
 * applied before each reset, step, render or snapshot, so that one copy serves any number of
 * environments. Applying costs next to nothing while the same edits stay on. One thread at a time:
 * an environment is inside {@link #guard} for the length of its calls, and a second thread is
 * refused; a close waits for the call that is under way.
 */
public final class WorkerModel implements AutoCloseable {

  private static final ModelEdits NO_EDITS = new ModelEdits();

  private final Model base;
  private final ModelLease baseLease;
  private final Model copy;
  private final EditCheck check;
  private final AccessGuard guard = new AccessGuard();
  private final NativeArray[] original = new NativeArray[ModelField.values().length];
  private final NativeArray[] changed = new NativeArray[ModelField.values().length];

  /** What the copy carries now, in the order in which it was applied. */
  private final ModelEdits applied = new ModelEdits();

  private DerivedConstants derivation;
  private ModelEdits appliedFrom;
  private long appliedVersion;

  /** Copies the model of a scene. */
  public WorkerModel(Model base) {
    this.base = base;
    this.baseLease = base.lease();
    try {
      this.check = new EditCheck(base);
      this.copy = base.copy();
      guard.whenClosed(this::free);
    } catch (RuntimeException e) {
      baseLease.close();
      throw e;
    }
  }

  /** Who may use the copy now. */
  public AccessGuard guard() {
    return guard;
  }

  /**
   * Checks whether edits can be applied, without changing anything.
   *
   * @throws IllegalArgumentException naming the first edit whose index is outside its field, whose
   *     value is not finite, or that refers to a mesh, material or texture that does not exist
   */
  public void requireValid(ModelEdits edits) {
    guard.enter(this);
    try {
      requireAllValid(edits);
    } finally {
      guard.leave();
    }
  }

  private void requireAllValid(ModelEdits edits) {
    if (edits.isCheckedFor(base)) {
      return;
    }
    for (int i = 0; i < edits.size(); i++) {
      requireOneValid(edits.field(i), edits.index(i), edits.value(i));
    }
    edits.setCheckedFor(base);
  }

  /** Checks one edit; see above. */
  public void requireValid(ModelField field, int index, double value) {
    guard.enter(this);
    try {
      requireOneValid(field, index, value);
    } finally {
      guard.leave();
    }
  }

  private void requireOneValid(ModelField field, int index, double value) {
    check.require(field, original(field), index, value);
  }

  /**
   * Makes the copy carry exactly these edits.
   *
   * @throws IllegalArgumentException as {@link #requireValid}; nothing has changed then
   */
  public void apply(ModelEdits edits) {
    guard.enter(this);
    try {
      if (appliedFrom != edits || appliedVersion != edits.version()) {
        exchange(edits);
      }
    } finally {
      guard.leave();
    }
  }

  private void exchange(ModelEdits edits) {
    requireAllValid(edits);
    appliedFrom = null;
    for (int i = 0; i < applied.size(); i++) {
      ModelField field = applied.field(i);
      int index = applied.index(i);
      changed(field).set(index, original(field).get(index));
    }
    applied.copyFrom(edits);
    for (int i = 0; i < applied.size(); i++) {
      changed(applied.field(i)).set(applied.index(i), applied.value(i));
    }
    appliedFrom = edits;
    appliedVersion = edits.version();
  }

  /** An element of the copy, with the edits of the last {@link #apply}. */
  public double get(ModelField field, int index) {
    guard.enter(this);
    try {
      return changed(field).get(index);
    } finally {
      guard.leave();
    }
  }

  /**
   * What else has to change where masses, inertias or armatures do: the constants that the engine
   * derives from them at the initial positions. Afterwards the copy carries no edits.
   *
   * @param dynamics edits of masses, inertias, armatures and places of inertia
   * @return places whose derived value differs from that of the unchanged model
   */
  public ModelEdits derive(ModelEdits dynamics) {
    guard.enter(this);
    try {
      requireAllValid(dynamics);
      apply(NO_EDITS);
      if (derivation == null) {
        derivation = new DerivedConstants(baseLease.handle(), copy);
      }
      try {
        return derivation.of(dynamics);
      } finally {
        applied.clear();
        appliedFrom = null;
      }
    } finally {
      guard.leave();
    }
  }

  /** The list whose edits the copy carries; null where that is not known. */
  ModelEdits appliedFrom() {
    return appliedFrom;
  }

  /** The version of that list. */
  long appliedVersion() {
    return appliedVersion;
  }

  /** The model this copy was made from. */
  public Model base() {
    return base;
  }

  /** The copy, with the edits of the last {@link #apply}. */
  public Model model() {
    return copy;
  }

  mjModel handle() {
    return copy.handle();
  }

  private NativeArray original(ModelField field) {
    NativeArray array = original[field.ordinal()];
    if (array == null) {
      array = base.array(field);
      original[field.ordinal()] = array;
    }
    return array;
  }

  private NativeArray changed(ModelField field) {
    NativeArray array = changed[field.ordinal()];
    if (array == null) {
      array = copy.array(field);
      changed[field.ordinal()] = array;
    }
    return array;
  }

  private void free() {
    if (derivation != null) {
      derivation.close();
    }
    copy.close();
    baseLease.close();
  }

  /** Frees the copy, at once or when the call that is under way returns. Idempotent. */
  @Override
  public void close() {
    guard.close();
  }

  @Override
  public String toString() {
    return "a worker's model of scene " + base.name();
  }
}
