package org.workcell.tasks.libero.experts;

/**
 * Where an object is to be put: numbers of one moment. Metres, radians, world frame.
 *
 * @param x where its origin is to be
 * @param y where its origin is to be
 * @param z height of its origin when it stands there, or less
 * @param rim height that the palm has to stay above while lowering it; may be infinitely low
 * @param yaws turns of its upright frame that fit; empty if all do
 */
record Spot(double x, double y, double z, double rim, double[] yaws) {

  /** Makes the spot as things are now. */
  @FunctionalInterface
  interface Chooser {

    /** The spot for an object. */
    Spot choose(SceneView view, int attempt);
  }
}
