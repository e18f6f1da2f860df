package org.workcell.tasks.metaworld.experts;

/** Grasps the ring by its handle. The object as observed is the handle. */
abstract class RingNutExpert extends GraspingExpert {

  static final double GRIP = 1;

  private static final double HAND_ABOVE_HANDLE = 0.035;
  private static final double TRAVEL_ABOVE_HANDLE = 0.13;

  /** From the handle to the ring's centre, along the object's y axis. */
  private static final double HANDLE_LENGTH = 0.13;

  /** The fingers hold the handle on the side of the ring, which is the heavier one. */
  private static final double GRASP_LENGTH = 0.01;

  /** Grasps the handle; see {@link #grasp}. */
  final boolean graspHandle(double[] action) {
    return grasp(
        object(0) + GRASP_LENGTH * axis(0),
        object(1) + GRASP_LENGTH * axis(1),
        object(2) + HAND_ABOVE_HANDLE,
        object(2) + TRAVEL_ABOVE_HANDLE,
        GRIP,
        action);
  }

  /** Coordinate of the ring's centre. */
  final double ring(int coordinate) {
    return object(coordinate) + HANDLE_LENGTH * axis(coordinate);
  }

  /** Coordinate of the unit vector from the handle to the ring: the object's y axis. */
  private double axis(int coordinate) {
    double w = objectQuaternion(0);
    double x = objectQuaternion(1);
    double y = objectQuaternion(2);
    double z = objectQuaternion(3);
    return switch (coordinate) {
      case 0 -> 2 * (x * y - w * z);
      case 1 -> 1 - 2 * (x * x + z * z);
      default -> 2 * (y * z + w * x);
    };
  }
}
