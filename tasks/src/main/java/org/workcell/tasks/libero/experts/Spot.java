package org.workcell.tasks.libero.experts;

/**
 * Where an object is to be put: numbers of one moment. Metres, radians, world frame. The arrays are
 * not copied and not to be changed.
 *
 * @param x where its origin is to be
 * @param y where its origin is to be
 * @param z height of its origin when it stands there, or less
 * @param rim height that the palm has to stay above while lowering it; may be infinitely low
 * @param yaws turns of its upright frame that fit; empty if all do
 * @param centre what of the object comes to x and y, in its upright frame; its origin by default
 * @param entry where the last straight way begins, relative to the end
 * @param lean how the hand leans there
 */
record Spot(
    double x,
    double y,
    double z,
    double rim,
    double[] yaws,
    double[] centre,
    double[] entry,
    Lean lean) {

  private static final double ABOVE = 0.03;

  /**
   * How the hand leans.
   *
   * @param x direction in which the finger tips lean, horizontal unit vector
   * @param y the same
   * @param angle from the vertical; 0 for not at all
   * @param whenGrasped whether it leans so from the grasp on, and the object stands upright; else
   *     the object leans with the hand at the end
   */
  record Lean(double x, double y, double angle, boolean whenGrasped) {

    /** Not at all. */
    static final Lean NONE = new Lean(0, 0, 0, false);
  }

  /** Makes the spot as things are now. */
  @FunctionalInterface
  interface Chooser {

    /** The spot for an object. */
    Spot choose(SceneView view, int attempt);
  }

  /** A spot that is entered from above. */
  static Spot at(double x, double y, double z) {
    return new Spot(
        x,
        y,
        z,
        Double.NEGATIVE_INFINITY,
        new double[0],
        new double[2],
        new double[] {0, 0, ABOVE},
        Lean.NONE);
  }

  Spot withRim(double newRim) {
    return new Spot(x, y, z, newRim, yaws, centre, entry, lean);
  }

  Spot withYaws(double... newYaws) {
    return new Spot(x, y, z, rim, newYaws, centre, entry, lean);
  }

  Spot withCentre(double centreX, double centreY) {
    return new Spot(x, y, z, rim, yaws, new double[] {centreX, centreY}, entry, lean);
  }

  Spot withEntry(double dx, double dy, double dz) {
    return new Spot(x, y, z, rim, yaws, centre, new double[] {dx, dy, dz}, lean);
  }

  Spot withLean(Lean newLean) {
    return new Spot(x, y, z, rim, yaws, centre, entry, newLean);
  }

  /** Whether it is entered from above. */
  boolean isFromAbove() {
    return entry[0] == 0 && entry[1] == 0;
  }
}
