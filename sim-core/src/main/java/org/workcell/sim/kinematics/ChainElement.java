package org.workcell.sim.kinematics;

/** One step along a chain: a fixed offset, a fixed rotation, or a joint about or along z. */
final class ChainElement {

  private enum Kind {
    ADVANCE,
    TURN,
    ROTATE,
    HINGE,
    SLIDE
  }

  private final Kind kind;
  private final int index;
  private final double amount;
  private final double cosine;
  private final double sine;
  private final double[] matrix;
  private final double[] scratch = new double[9];

  /**
   * Any element.
   *
   * @param index an axis or the number of a joint
   * @param amount a length, an angle, or the zero of a joint
   */
  private ChainElement(Kind kind, int index, double amount, double[] matrix) {
    this.kind = kind;
    this.index = index;
    this.amount = amount;
    this.cosine = Math.cos(amount);
    this.sine = Math.sin(amount);
    this.matrix = matrix;
  }

  /** The same element with a scratch of its own. */
  ChainElement copy() {
    return new ChainElement(kind, index, amount, matrix);
  }

  static ChainElement advance(int axis, double metres) {
    return new ChainElement(Kind.ADVANCE, axis, metres, null);
  }

  static ChainElement turn(int axis, double radians) {
    return new ChainElement(Kind.TURN, axis, radians, null);
  }

  static ChainElement rotate(double[] matrix) {
    return new ChainElement(Kind.ROTATE, 0, 0, matrix);
  }

  static ChainElement hinge(int joint, double zero) {
    return new ChainElement(Kind.HINGE, joint, zero, null);
  }

  static ChainElement slide(int joint, double zero) {
    return new ChainElement(Kind.SLIDE, joint, zero, null);
  }

  boolean isJoint() {
    return kind == Kind.HINGE || isSlide();
  }

  boolean isSlide() {
    return kind == Kind.SLIDE;
  }

  /** Number of the joint. */
  int joint() {
    return index;
  }

  /** Moves a frame over this element; the position counts for joints only. */
  void move(Pose frame, double position) {
    switch (kind) {
      case ADVANCE -> frame.advance(index, amount);
      case TURN -> Rotations.turn(frame.rotation(), index, cosine, sine);
      case ROTATE -> {
        System.arraycopy(frame.rotation(), 0, scratch, 0, 9);
        Rotations.multiply(scratch, matrix, frame.rotation());
      }
      case HINGE -> frame.turn(2, position + amount);
      case SLIDE -> frame.advance(2, position + amount);
    }
  }
}
