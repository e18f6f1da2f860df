package org.workcell.sim2real.optimize;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * The quadratic model of a cost around a point.
 *
 * @param matrix {@code J' W J}
 * @param gradient {@code J' W r}
 */
record NormalEquations(double[][] matrix, double[] gradient) {

  /** Keeps a direction that nothing depends on from making the matrix singular. */
  private static final double LEAST_CURVATURE = 1e-12;

  private static final double SYMMETRY = 1e-9;

  static NormalEquations of(double[][] jacobian, double[] residuals, RobustLoss loss) {
    int count = jacobian.length == 0 ? 0 : jacobian[0].length;
    return of(jacobian, residuals, loss, 0, residuals.length, count);
  }

  /** Of the rows from one to before another. */
  static NormalEquations of(
      double[][] jacobian, double[] residuals, RobustLoss loss, int from, int to, int count) {
    double[][] matrix = new double[count][count];
    double[] gradient = new double[count];
    for (int row = from; row < to; row++) {
      double[] derivatives = jacobian[row];
      double weight = loss.weight(residuals[row]);
      for (int i = 0; i < count; i++) {
        double weighted = weight * derivatives[i];
        gradient[i] += weighted * residuals[row];
        for (int j = 0; j <= i; j++) {
          matrix[i][j] += weighted * derivatives[j];
        }
      }
    }
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < i; j++) {
        matrix[j][i] = matrix[i][j];
      }
    }
    return new NormalEquations(matrix, gradient);
  }

  /** Sum with another one, times a factor. */
  NormalEquations plus(NormalEquations other, double factor) {
    int count = gradient.length;
    double[][] sum = new double[count][count];
    double[] sumGradient = new double[count];
    for (int i = 0; i < count; i++) {
      sumGradient[i] = gradient[i] + factor * other.gradient[i];
      for (int j = 0; j < count; j++) {
        sum[i][j] = matrix[i][j] + factor * other.matrix[i][j];
      }
    }
    return new NormalEquations(sum, sumGradient);
  }

  /**
   * The place in the unit box to which a damped step leads: the minimum of the quadratic model over
   * the parameters that are free; one that would leave the box stays at its bound, and the others
   * are solved for again.
   */
  double[] boundedStep(double[] place, double damping) {
    int count = place.length;
    double[] target = place.clone();
    boolean[] fixed = new boolean[count];
    for (int i = 0; i < count; i++) {
      fixed[i] = (place[i] <= 0 && gradient[i] > 0) || (place[i] >= 1 && gradient[i] < 0);
    }
    for (int round = 0; round <= count; round++) {
      double[] change = solveFree(place, target, fixed, damping);
      boolean inside = true;
      for (int i = 0; i < count; i++) {
        if (!fixed[i]) {
          double wanted = place[i] + change[i];
          target[i] = Math.max(0, Math.min(1, wanted));
          boolean stops = wanted < 0 || wanted > 1;
          fixed[i] = stops;
          inside = inside && !stops;
        }
      }
      if (inside) {
        break;
      }
    }
    return target;
  }

  private double[] solveFree(double[] place, double[] target, boolean[] fixed, double damping) {
    int[] free = indices(fixed);
    double[] change = new double[place.length];
    if (free.length == 0) {
      return change;
    }
    double largest = 0;
    for (int i = 0; i < matrix.length; i++) {
      largest = Math.max(largest, matrix[i][i]);
    }
    double floor = Math.max(LEAST_CURVATURE * largest, Double.MIN_NORMAL);
    RealMatrix system = new Array2DRowRealMatrix(free.length, free.length);
    double[] right = new double[free.length];
    for (int a = 0; a < free.length; a++) {
      int i = free[a];
      right[a] = -gradient[i];
      for (int j = 0; j < place.length; j++) {
        if (fixed[j]) {
          right[a] -= matrix[i][j] * (target[j] - place[j]);
        }
      }
      for (int b = 0; b < free.length; b++) {
        system.setEntry(a, b, matrix[i][free[b]]);
      }
      system.addToEntry(a, a, damping * matrix[i][i] + floor);
    }
    double[] solution = solve(system, right);
    for (int a = 0; a < free.length; a++) {
      change[free[a]] = solution[a];
    }
    return change;
  }

  /** Of a positive definite system. */
  static double[] solve(RealMatrix system, double[] right) {
    return new CholeskyDecomposition(system, SYMMETRY, 0)
        .getSolver()
        .solve(new ArrayRealVector(right, false))
        .toArray();
  }

  private static int[] indices(boolean[] fixed) {
    int[] free = new int[fixed.length];
    int count = 0;
    for (int i = 0; i < fixed.length; i++) {
      if (!fixed[i]) {
        free[count++] = i;
      }
    }
    return Arrays.copyOf(free, count);
  }
}
