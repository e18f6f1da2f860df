package org.workcell.sim.kinematics;

/**
 * Rotations as row-major 3 x 3 matrices in arrays of nine, whose columns are the axes of the
 * rotated frame. Angles in radians. Every method writes its result into an array that the caller
 * gives, and allocates nothing; unless stated otherwise that array must not be one of the inputs.
 */
public final class Rotations {

  private static final double TINY = 1e-9;

  private Rotations() {}

  /** Writes the rotation that turns nothing. */
  public static void identity(double[] matrix) {
    for (int i = 0; i < 9; i++) {
      matrix[i] = i % 4 == 0 ? 1 : 0;
    }
  }

  /**
   * Turns a frame about one of its own axes.
   *
   * @param axis 0 for x, 1 for y, 2 for z
   */
  public static void turn(double[] matrix, int axis, double angle) {
    turn(matrix, axis, Math.cos(angle), Math.sin(angle));
  }

  /** Turns a frame about one of its own axes by the angle of this cosine and sine. */
  static void turn(double[] matrix, int axis, double cosine, double sine) {
    int first = (axis + 1) % 3;
    int second = (axis + 2) % 3;
    for (int row = 0; row < 9; row += 3) {
      double a = matrix[row + first];
      double b = matrix[row + second];
      matrix[row + first] = cosine * a + sine * b;
      matrix[row + second] = cosine * b - sine * a;
    }
  }

  /** Writes a column: one of the frame's axes in world coordinates. */
  public static void column(double[] matrix, int column, double[] target) {
    for (int i = 0; i < 3; i++) {
      target[i] = matrix[3 * i + column];
    }
  }

  /** Writes the coordinates in a frame of a vector of the world. */
  public static void toFrame(double[] frame, double[] vector, double[] target) {
    for (int i = 0; i < 3; i++) {
      target[i] = frame[i] * vector[0] + frame[3 + i] * vector[1] + frame[6 + i] * vector[2];
    }
  }

  /** Writes the world coordinates of a vector that is given in a frame. */
  public static void toWorld(double[] frame, double[] vector, double[] target) {
    for (int i = 0; i < 3; i++) {
      int row = 3 * i;
      target[i] = frame[row] * vector[0] + frame[row + 1] * vector[1] + frame[row + 2] * vector[2];
    }
  }

  /** Writes the product {@code left * right}. */
  public static void multiply(double[] left, double[] right, double[] target) {
    for (int row = 0; row < 9; row += 3) {
      for (int column = 0; column < 3; column++) {
        target[row + column] =
            left[row] * right[column]
                + left[row + 1] * right[3 + column]
                + left[row + 2] * right[6 + column];
      }
    }
  }

  /**
   * Writes the rotation from one frame to another as axis times angle, in the frames' own
   * coordinates: {@code from * exp(target) = to}. The angle is at most pi.
   */
  public static void difference(double[] from, double[] to, double[] target) {
    double trace = -1;
    double[] axis = target;
    axis[0] = product(from, 2, to, 1) - product(from, 1, to, 2);
    axis[1] = product(from, 0, to, 2) - product(from, 2, to, 0);
    axis[2] = product(from, 1, to, 0) - product(from, 0, to, 1);
    for (int i = 0; i < 3; i++) {
      trace += product(from, i, to, i);
    }
    double length = Math.sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]);
    if (length < TINY && trace < 0) {
      halfTurn(from, to, target);
      return;
    }
    double scale = length < TINY ? 0 : Math.atan2(length, trace) / length;
    for (int i = 0; i < 3; i++) {
      axis[i] *= scale;
    }
  }

  /** At half a turn the axis is in the symmetric part of the rotation only; its sign is free. */
  private static void halfTurn(double[] from, double[] to, double[] target) {
    int i = 0;
    for (int other = 1; other < 3; other++) {
      i = product(from, other, to, other) > product(from, i, to, i) ? other : i;
    }
    int j = (i + 1) % 3;
    int k = (i + 2) % 3;
    double largest = Math.sqrt((1 + product(from, i, to, i)) / 2);
    target[i] = Math.PI * largest;
    target[j] = Math.PI * (product(from, i, to, j) + product(from, j, to, i)) / (4 * largest);
    target[k] = Math.PI * (product(from, i, to, k) + product(from, k, to, i)) / (4 * largest);
  }

  /** Inner product of a column of one matrix and a column of another. */
  private static double product(double[] a, int columnOfA, double[] b, int columnOfB) {
    return a[columnOfA] * b[columnOfB]
        + a[3 + columnOfA] * b[3 + columnOfB]
        + a[6 + columnOfA] * b[6 + columnOfB];
  }

  /**
   * Writes the matrix of a quaternion.
   *
   * @param quatWxyz four numbers from {@code offset} on, w first; need not have length 1
   * @throws IllegalArgumentException if they are all zero
   */
  public static void fromQuatWxyz(double[] quatWxyz, int offset, double[] matrix) {
    writeQuaternion(
        quatWxyz[offset], quatWxyz[offset + 1], quatWxyz[offset + 2], quatWxyz[offset + 3], matrix);
  }

  /** As {@link #fromQuatWxyz}, for four numbers with w last. */
  public static void fromQuatXyzw(double[] quatXyzw, int offset, double[] matrix) {
    writeQuaternion(
        quatXyzw[offset + 3], quatXyzw[offset], quatXyzw[offset + 1], quatXyzw[offset + 2], matrix);
  }

  private static void writeQuaternion(double w, double x, double y, double z, double[] matrix) {
    double squares = w * w + x * x + y * y + z * z;
    if (!(squares > 0)) {
      throw new IllegalArgumentException(
          "quaternion w %s, x %s, y %s, z %s is no rotation; expected one of length 1"
              .formatted(w, x, y, z));
    }
    double s = 2 / squares;
    matrix[0] = 1 - s * (y * y + z * z);
    matrix[1] = s * (x * y - w * z);
    matrix[2] = s * (x * z + w * y);
    matrix[3] = s * (x * y + w * z);
    matrix[4] = 1 - s * (x * x + z * z);
    matrix[5] = s * (y * z - w * x);
    matrix[6] = s * (x * z - w * y);
    matrix[7] = s * (y * z + w * x);
    matrix[8] = 1 - s * (x * x + y * y);
  }

  /** Writes the quaternion of a rotation, w first and not negative, of length 1. */
  public static void toQuatWxyz(double[] matrix, double[] quatWxyz) {
    // The largest component is computed from the diagonal, the others are divided by it.
    double trace = matrix[0] + matrix[4] + matrix[8];
    int largest = trace > 0 ? 0 : 1 + indexOfLargestDiagonal(matrix);
    if (largest == 0) {
      quatWxyz[0] = 1 + trace;
      quatWxyz[1] = matrix[7] - matrix[5];
      quatWxyz[2] = matrix[2] - matrix[6];
      quatWxyz[3] = matrix[3] - matrix[1];
    } else {
      int i = largest - 1;
      int j = (i + 1) % 3;
      int k = (i + 2) % 3;
      quatWxyz[0] = matrix[3 * k + j] - matrix[3 * j + k];
      quatWxyz[1 + i] = 1 + matrix[4 * i] - matrix[4 * j] - matrix[4 * k];
      quatWxyz[1 + j] = matrix[3 * i + j] + matrix[3 * j + i];
      quatWxyz[1 + k] = matrix[3 * i + k] + matrix[3 * k + i];
    }
    double squares = 0;
    for (int i = 0; i < 4; i++) {
      squares += quatWxyz[i] * quatWxyz[i];
    }
    double scale = (quatWxyz[0] < 0 ? -1 : 1) / Math.sqrt(squares);
    for (int i = 0; i < 4; i++) {
      quatWxyz[i] *= scale;
    }
  }

  private static int indexOfLargestDiagonal(double[] matrix) {
    int largest = matrix[4] > matrix[0] ? 1 : 0;
    return matrix[8] > matrix[4 * largest] ? 2 : largest;
  }

  /**
   * Writes the rotation about an axis (Rodrigues' formula).
   *
   * @param axisAngle three numbers from {@code offset} on: the axis times the angle
   */
  public static void fromAxisAngle(double[] axisAngle, int offset, double[] matrix) {
    double x = axisAngle[offset];
    double y = axisAngle[offset + 1];
    double z = axisAngle[offset + 2];
    double angle = Math.sqrt(x * x + y * y + z * z);
    if (angle == 0) {
      identity(matrix);
      return;
    }
    double half = angle / 2;
    double scale = Math.sin(half) / angle;
    writeQuaternion(Math.cos(half), scale * x, scale * y, scale * z, matrix);
  }
}
