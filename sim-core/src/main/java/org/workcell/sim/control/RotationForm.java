package org.workcell.sim.control;

import org.workcell.sim.kinematics.Rotations;

/** How the numbers of an action describe a rotation. */
public enum RotationForm {
  /** The axis times the angle in radians, three numbers. */
  AXIS_ANGLE(3),
  /** A quaternion with w first, four numbers of any length; zeros leave the orientation alone. */
  QUAT_WXYZ(4),
  /** A quaternion with w last, four numbers of any length; zeros leave the orientation alone. */
  QUAT_XYZW(4),
  /** No numbers: the orientation stays. */
  NONE(0);

  private final int size;

  RotationForm(int size) {
    this.size = size;
  }

  /** Numbers in an action. */
  public int size() {
    return size;
  }

  /** The largest size of a number, where nothing else limits it. */
  double bound() {
    return this == AXIS_ANGLE ? Math.PI : 1;
  }

  /** Whether numbers from {@code offset} on ask for an orientation. */
  boolean isGiven(double[] numbers, int offset) {
    boolean given = this == AXIS_ANGLE;
    for (int i = 0; i < size; i++) {
      given |= numbers[offset + i] != 0;
    }
    return given;
  }

  /** Writes the rotation matrix of numbers from {@code offset} on; of none, that of no turn. */
  void toMatrix(double[] numbers, int offset, double[] matrix) {
    if (!isGiven(numbers, offset)) {
      Rotations.identity(matrix);
      return;
    }
    switch (this) {
      case AXIS_ANGLE -> Rotations.fromAxisAngle(numbers, offset, matrix);
      case QUAT_WXYZ -> Rotations.fromQuatWxyz(numbers, offset, matrix);
      case QUAT_XYZW -> Rotations.fromQuatXyzw(numbers, offset, matrix);
      case NONE -> Rotations.identity(matrix);
    }
  }
}
