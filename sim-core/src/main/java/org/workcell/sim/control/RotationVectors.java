package org.workcell.sim.control;

/** Rotation matrices of rotation vectors (axis times angle, radians). Allocates nothing. */
final class RotationVectors {

  private RotationVectors() {}

  /**
   * With roundings as in robosuite: the quaternion rounded to single precision, products of it in
   * single precision, the diagonal summed in double precision. Row-major.
   */
  static void toMatrix(double[] vector, int offset, double[] matrix) {
    double angle = angle(vector, offset);
    double sine = angle == 0 ? 0 : Math.sin(angle / 2);
    double divisor = angle == 0 ? 1 : angle;
    float w = (float) Math.cos(angle / 2);
    float x = (float) (vector[offset] / divisor * sine);
    float y = (float) (vector[offset + 1] / divisor * sine);
    float z = (float) (vector[offset + 2] / divisor * sine);
    float square = (float) ((double) (w * w) + x * x + y * y + z * z);
    float scale = (float) Math.sqrt(2.0 / square);
    w *= scale;
    x *= scale;
    y *= scale;
    z *= scale;
    matrix[0] = 1.0 - (y * y) - (z * z);
    matrix[1] = x * y - z * w;
    matrix[2] = x * z + y * w;
    matrix[3] = x * y + z * w;
    matrix[4] = 1.0 - (x * x) - (z * z);
    matrix[5] = y * z - x * w;
    matrix[6] = x * z - y * w;
    matrix[7] = y * z + x * w;
    matrix[8] = 1.0 - (x * x) - (y * y);
  }

  private static double angle(double[] vector, int offset) {
    double x = vector[offset];
    double y = vector[offset + 1];
    double z = vector[offset + 2];
    return Math.sqrt(x * x + y * y + z * z);
  }
}
