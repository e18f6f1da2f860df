package org.workcell.sim2real.inverse;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.MatrixUtils;

/**
 * Unknowns that fit rows best, by weighted least squares with Huber's loss and a prior: Gauss and
 * Newton on inertial shapes, so that every step is a physical robot.
 *
 * @param problem what is sought
 * @param unknowns found values
 * @param rows the equations
 * @param free which unknowns were not frozen and not held at zero
 * @param curvature of the squares at the solution, by unknowns, without the prior
 */
record InverseFit(
    InverseProblem problem,
    double[] unknowns,
    InverseRows rows,
    boolean[] free,
    double[][] curvature) {

  private static final int ROUNDS = 8;
  private static final int REFRESHED_ROUNDS = 4;
  private static final int STEPS = 6;

  static InverseFit of(InverseProblem problem, List<InverseRows.Part> parts, boolean[] frozen) {
    double[] unknowns = problem.centre().clone();
    InverseRows rows = new InverseRows(problem, parts);
    boolean[] free = new boolean[problem.size()];
    InverseRows.Normal normal = null;
    for (int round = 0; round < ROUNDS; round++) {
      double[] linear = problem.linear(unknowns);
      if (round < REFRESHED_ROUNDS) {
        rows.refresh(linear);
      }
      rows.measureNoise(linear);
      normal = rows.normal(linear);
      for (int i = 0; i < free.length; i++) {
        free[i] = !frozen[i];
      }
      unknowns = descend(problem, unknowns, normal, free);
    }
    return new InverseFit(
        problem, unknowns, rows, free, problem.curvature(normal.curvature(), unknowns));
  }

  InverseModel model() {
    return problem.model(unknowns);
  }

  /** Minimizes the quadratic of the linear numbers plus the prior. */
  private static double[] descend(
      InverseProblem problem, double[] start, InverseRows.Normal normal, boolean[] free) {
    double[] origin = problem.linear(start);
    double[] at = start;
    double cost = cost(problem, origin, normal, at);
    for (int step = 0; step < STEPS; step++) {
      double[][] matrix = problem.curvature(normal.curvature(), at);
      double[] right = problem.gradient(slope(problem, origin, normal, at), at);
      for (int i = 0; i < right.length; i++) {
        double precision = 1 / (problem.scale()[i] * problem.scale()[i]);
        matrix[i][i] += precision;
        right[i] += precision * (problem.centre()[i] - at[i]);
      }
      double[] direction = direction(problem, at, matrix, right, free);
      double length = 1;
      double[] next = at;
      double nextCost = cost;
      for (int half = 0; half < 20; half++, length /= 2) {
        next = moved(problem, at, direction, length);
        nextCost = cost(problem, origin, normal, next);
        if (nextCost < cost) {
          break;
        }
      }
      if (!(nextCost < cost)) {
        break;
      }
      boolean converged = cost - nextCost < 1e-10 * (1 + Math.abs(cost));
      at = next;
      cost = nextCost;
      if (converged) {
        break;
      }
    }
    return at;
  }

  private static double[] moved(
      InverseProblem problem, double[] at, double[] direction, double length) {
    double[] next = at.clone();
    for (int i = 0; i < next.length; i++) {
      next[i] += length * direction[i];
      if (i >= problem.shapes()) {
        next[i] = Math.max(0, next[i]);
      }
    }
    return next;
  }

  /** The step over free unknowns; those that would turn negative are held at zero. */
  private static double[] direction(
      InverseProblem problem, double[] at, double[][] matrix, double[] right, boolean[] free) {
    boolean[] held = new boolean[free.length];
    while (true) {
      double[] direction = solve(matrix, right, free);
      boolean more = false;
      for (int i = problem.shapes(); i < direction.length; i++) {
        if (free[i] && at[i] + direction[i] < 0) {
          free[i] = false;
          held[i] = true;
          more = true;
        }
        if (held[i]) {
          direction[i] = -at[i];
        }
      }
      if (!more) {
        return direction;
      }
    }
  }

  /** Solves for the free unknowns; the others do not move. */
  private static double[] solve(double[][] matrix, double[] right, boolean[] free) {
    int[] index = indices(free);
    double[] part = Arrays.stream(index).mapToDouble(i -> right[i]).toArray();
    double[] solution = solver(matrix, index).solve(MatrixUtils.createRealVector(part)).toArray();
    double[] result = new double[right.length];
    for (int i = 0; i < index.length; i++) {
      result[index[i]] = solution[i];
    }
    return result;
  }

  private static DecompositionSolver solver(double[][] matrix, int[] index) {
    double[][] part = new double[index.length][index.length];
    for (int i = 0; i < index.length; i++) {
      for (int k = 0; k < index.length; k++) {
        part[i][k] = (matrix[index[i]][index[k]] + matrix[index[k]][index[i]]) / 2;
      }
    }
    return new CholeskyDecomposition(MatrixUtils.createRealMatrix(part), 1e-6, 1e-300).getSolver();
  }

  static int[] indices(boolean[] free) {
    int[] all = new int[free.length];
    int count = 0;
    for (int i = 0; i < free.length; i++) {
      if (free[i]) {
        all[count++] = i;
      }
    }
    return Arrays.copyOf(all, count);
  }

  private static double[] slope(
      InverseProblem problem, double[] origin, InverseRows.Normal normal, double[] at) {
    double[] linear = problem.linear(at);
    double[] slope = normal.descent().clone();
    for (int i = 0; i < slope.length; i++) {
      for (int k = 0; k < slope.length; k++) {
        slope[i] -= normal.curvature()[i][k] * (linear[k] - origin[k]);
      }
    }
    return slope;
  }

  private static double cost(
      InverseProblem problem, double[] origin, InverseRows.Normal normal, double[] at) {
    double[] linear = problem.linear(at);
    double cost = 0;
    for (int i = 0; i < linear.length; i++) {
      double change = linear[i] - origin[i];
      double curved = 0;
      for (int k = 0; k < linear.length; k++) {
        curved += normal.curvature()[i][k] * (linear[k] - origin[k]);
      }
      double prior = (at[i] - problem.centre()[i]) / problem.scale()[i];
      cost += change * (curved / 2 - normal.descent()[i]) + prior * prior / 2;
    }
    return cost;
  }

  /** Inverse of curvature plus prior over the free unknowns, in the order of {@link #indices}. */
  double[][] inverseCurvature() {
    return inverseCurvature(free);
  }

  /** The same over others. */
  double[][] inverseCurvature(boolean[] of) {
    double[][] matrix = new double[curvature.length][];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = curvature[i].clone();
      matrix[i][i] += 1 / (problem.scale()[i] * problem.scale()[i]);
    }
    return solver(matrix, indices(of)).getInverse().getData();
  }
}
