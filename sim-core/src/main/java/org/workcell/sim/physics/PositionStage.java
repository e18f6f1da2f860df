package org.workcell.sim.physics;

/**
 * Whether all that follows from the positions of a simulation is that of its present positions and
 * of the edits that its model carries. Everything that may change one of them says so; nobody finds
 * out by comparing. One thread at a time.
 */
final class PositionStage {

  private boolean computed;
  private ModelEdits edits;
  private long editsVersion;

  /** Positions, or what follows from them, may be others from now on. */
  void changed() {
    computed = false;
  }

  /**
   * All that follows from the positions has been computed with a model as it is now.
   *
   * @param model null for the model of the scene, with which nothing is known
   */
  void computed(WorkerModel model) {
    edits = model == null ? null : model.appliedFrom();
    editsVersion = edits == null ? 0 : model.appliedVersion();
    computed = edits != null;
  }

  /**
   * Whether nothing has changed since {@link #computed}. The model may be another worker's, or may
   * have carried other edits meanwhile.
   */
  boolean isKnown(WorkerModel model) {
    return computed && model.appliedFrom() == edits && model.appliedVersion() == editsVersion;
  }
}
