package org.workcell.sim.kinematics;

/** A position and an orientation in the world. Mutable; one thread at a time. */
public final class Pose {

  private final double[] position = new double[3];
  private final double[] rotation = new double[9];

  /** The origin, not turned. */
  public Pose() {
    Rotations.identity(rotation);
  }

  /** Metres, [3]; a live array that may be written. */
  public double[] position() {
    return position;
  }

  /** The frame's axes as columns, row-major, [9]; a live array that may be written. */
  public double[] rotation() {
    return rotation;
  }

  /** Takes over another pose. */
  public void set(Pose other) {
    System.arraycopy(other.position, 0, position, 0, 3);
    System.arraycopy(other.rotation, 0, rotation, 0, 9);
  }

  /** Moves along one of the frame's own axes: 0 for x, 1 for y, 2 for z. */
  public void advance(int axis, double metres) {
    for (int i = 0; i < 3; i++) {
      position[i] += metres * rotation[3 * i + axis];
    }
  }

  /** Turns about one of the frame's own axes: 0 for x, 1 for y, 2 for z. */
  public void turn(int axis, double radians) {
    Rotations.turn(rotation, axis, radians);
  }

  /** Distance between the two positions, metres. */
  public double distanceTo(Pose other) {
    double squares = 0;
    for (int i = 0; i < 3; i++) {
      double difference = other.position[i] - position[i];
      squares += difference * difference;
    }
    return Math.sqrt(squares);
  }
}
