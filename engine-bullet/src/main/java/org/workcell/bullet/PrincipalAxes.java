package org.workcell.bullet;

/** Principal axes of a symmetric 3 x 3 matrix, by Jacobi's rotations. */
final class PrincipalAxes {

  private static final int SWEEPS = 50;

  private final double[][] matrix;
  private final double[] axes = Frame.IDENTITY.rotation().clone();

  private PrincipalAxes(double[][] matrix) {
    this.matrix = matrix;
    for (int sweep = 0; sweep < SWEEPS && offDiagonal() > 0; sweep++) {
      rotate(0, 1);
      rotate(0, 2);
      rotate(1, 2);
    }
  }

  /**
   * Moments of inertia {@code diag(moments) + rotor axis axis^T}.
   *
   * @param axis of unit length
   */
  static PrincipalAxes of(double[] moments, double rotor, double[] axis) {
    double[][] sum = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        sum[i][j] = (i == j ? moments[i] : 0) + rotor * axis[i] * axis[j];
      }
    }
    return new PrincipalAxes(sum);
  }

  private double offDiagonal() {
    return Math.abs(matrix[0][1]) + Math.abs(matrix[0][2]) + Math.abs(matrix[1][2]);
  }

  private void rotate(int p, int q) {
    if (matrix[p][q] == 0) {
      return;
    }
    double ratio = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
    double tangent = Math.copySign(1, ratio) / (Math.abs(ratio) + Math.hypot(1, ratio));
    double cosine = 1 / Math.hypot(1, tangent);
    double sine = tangent * cosine;
    for (int i = 0; i < 3; i++) {
      double first = matrix[i][p];
      double second = matrix[i][q];
      matrix[i][p] = cosine * first - sine * second;
      matrix[i][q] = sine * first + cosine * second;
      first = axes[3 * i + p];
      second = axes[3 * i + q];
      axes[3 * i + p] = cosine * first - sine * second;
      axes[3 * i + q] = sine * first + cosine * second;
    }
    for (int i = 0; i < 3; i++) {
      double first = matrix[p][i];
      double second = matrix[q][i];
      matrix[p][i] = cosine * first - sine * second;
      matrix[q][i] = sine * first + cosine * second;
    }
    matrix[p][q] = 0;
    matrix[q][p] = 0;
  }

  /** Moments about the axes. */
  double[] moments() {
    return new double[] {matrix[0][0], matrix[1][1], matrix[2][2]};
  }

  /** Where the axes are in the frame of the matrix; a rotation. */
  Frame frame() {
    return new Frame(axes, new double[3]);
  }
}
