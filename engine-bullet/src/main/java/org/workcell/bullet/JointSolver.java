package org.workcell.bullet;

/**
 * What Bullet's multibody leaves out, in joint space: inertia that belongs to a joint alone
 * (rotors), implicit damping, dry friction and limits. One thread at a time; allocates nothing.
 *
 * <p>Bullet gives the response W (inverse inertia) and accelerations a of the links alone. With E =
 * armature + step x damping on the diagonal, velocities change by {@code (I + W E)^-1 step a}, and
 * by {@code (I + W E)^-1 W} per impulse. Impulses of friction and limits are found by projected
 * Gauss-Seidel: friction stops a joint within its bound, a limit keeps the next position inside, or
 * reduces the error of one that is outside by a fifth per step, as Bullet's own limits do.
 */
final class JointSolver {

  private static final double ERROR_REDUCTION = 0.2;
  private static final int MOST_SWEEPS = 200;
  private static final double TOLERANCE = 1e-13;

  private final int size;

  /** [row][column] of {@code I + W E}, W and accelerations: reduced to identity, G, changes. */
  private final double[][] rows;

  private final double[] friction;
  private final double[] low;
  private final double[] high;
  private final double[] impulse;
  private final double[] lowTarget;
  private final double[] highTarget;
  private final double[] frictionImpulse;
  private final double[] lowImpulse;
  private final double[] highImpulse;
  private final boolean bounded;

  /**
   * For joints with these bounds.
   *
   * @param friction dry friction, N m or N
   * @param low ends of ranges; negative infinity without
   * @param high ends of ranges; infinity without
   */
  JointSolver(double[] friction, double[] low, double[] high) {
    this.size = friction.length;
    this.rows = new double[size][2 * size + 1];
    this.friction = friction;
    this.low = low;
    this.high = high;
    this.impulse = new double[size];
    this.lowTarget = new double[size];
    this.highTarget = new double[size];
    this.frictionImpulse = new double[size];
    this.lowImpulse = new double[size];
    this.highImpulse = new double[size];
    boolean any = false;
    for (int i = 0; i < size; i++) {
      any |= friction[i] > 0 || low[i] > Double.NEGATIVE_INFINITY;
      any |= high[i] < Double.POSITIVE_INFINITY;
    }
    this.bounded = any;
  }

  /**
   * Solves.
   *
   * @param response [row][column] of W
   * @param extra E
   * @param acceleration a
   * @param position before the step
   * @param velocity before the step; becomes that after it
   * @param seconds of the step
   */
  void solve(
      double[][] response,
      double[] extra,
      double[] acceleration,
      double[] position,
      double[] velocity,
      double seconds) {
    for (int i = 0; i < size; i++) {
      double[] row = rows[i];
      for (int j = 0; j < size; j++) {
        row[j] = response[i][j] * extra[j] + (i == j ? 1 : 0);
        row[size + j] = response[i][j];
      }
      row[2 * size] = seconds * acceleration[i];
    }
    reduce();
    for (int i = 0; i < size; i++) {
      velocity[i] += rows[i][2 * size];
      impulse[i] = 0;
    }
    if (bounded) {
      bound(position, velocity, seconds);
    }
  }

  /** Impulse of friction and limit on a joint in the last step, N m s or N s. */
  double impulse(int joint) {
    return impulse[joint];
  }

  /** Gauss-Jordan with pivots of whole columns. */
  private void reduce() {
    for (int column = 0; column < size; column++) {
      int pivot = column;
      for (int i = column + 1; i < size; i++) {
        if (Math.abs(rows[i][column]) > Math.abs(rows[pivot][column])) {
          pivot = i;
        }
      }
      double[] chosen = rows[pivot];
      rows[pivot] = rows[column];
      rows[column] = chosen;
      double scale = 1 / chosen[column];
      for (int j = column; j <= 2 * size; j++) {
        chosen[j] *= scale;
      }
      for (int i = 0; i < size; i++) {
        double factor = rows[i][column];
        if (i != column && factor != 0) {
          for (int j = column; j <= 2 * size; j++) {
            rows[i][j] -= factor * chosen[j];
          }
        }
      }
    }
  }

  private void bound(double[] position, double[] velocity, double seconds) {
    for (int i = 0; i < size; i++) {
      frictionImpulse[i] = 0;
      lowImpulse[i] = 0;
      highImpulse[i] = 0;
      lowTarget[i] = target(low[i] - position[i], seconds);
      highTarget[i] = -target(position[i] - high[i], seconds);
    }
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      double largest = 0;
      double scale = 0;
      for (int i = 0; i < size; i++) {
        double before = impulse[i];
        boundOne(i, velocity, seconds);
        largest = Math.max(largest, Math.abs(impulse[i] - before));
        scale = Math.max(scale, Math.abs(impulse[i]));
      }
      if (largest <= TOLERANCE * scale) {
        return;
      }
    }
  }

  /** The velocity that a limit asks for at least, of a joint that is outside by {@code excess}. */
  private static double target(double excess, double seconds) {
    return excess > 0 ? ERROR_REDUCTION * excess / seconds : excess / seconds;
  }

  private void boundOne(int i, double[] velocity, double seconds) {
    double response = rows[i][size + i];
    double most = friction[i] * seconds;
    double wanted = frictionImpulse[i] - velocity[i] / response;
    double next = Math.max(-most, Math.min(most, wanted));
    push(i, next - frictionImpulse[i], velocity);
    frictionImpulse[i] = next;
    next = Math.max(0, lowImpulse[i] + (lowTarget[i] - velocity[i]) / response);
    push(i, next - lowImpulse[i], velocity);
    lowImpulse[i] = next;
    next = Math.min(0, highImpulse[i] + (highTarget[i] - velocity[i]) / response);
    push(i, next - highImpulse[i], velocity);
    highImpulse[i] = next;
  }

  private void push(int joint, double change, double[] velocity) {
    if (change == 0) {
      return;
    }
    impulse[joint] += change;
    for (int i = 0; i < size; i++) {
      velocity[i] += rows[i][size + joint] * change;
    }
  }
}
