package org.workcell.sim2real.inverse;

import java.util.Arrays;

/**
 * Unknowns of an inverse fit and what is known of them beforehand: for each the value around which
 * it is sought, one standard deviation of that, and whether it can be negative. Order: shapes of
 * all bodies, then for each joint armature and coefficients of friction.
 *
 * @param shapes how many of the unknowns are inertial shapes
 * @param perJoint unknowns of each joint
 * @param centre prior values
 * @param scale prior standard deviations
 * @param gains N m per unit of effort, per joint
 * @param friction form of friction
 */
record InverseProblem(
    int shapes,
    int perJoint,
    double[] centre,
    double[] scale,
    double[] gains,
    FrictionShape friction) {

  /** So wide that the logs alone decide. */
  private static final double WIDE = 1e4;

  /**
   * What gears may lose of their load, one deviation; a share near 1 would lock the drive, and a
   * joint that carries nothing does not tell its own.
   */
  private static final double LOAD_SHARE = 0.1;

  static InverseProblem of(
      InertialBodies bodies, double[] armature, double[] gains, FrictionShape friction) {
    int perJoint = 1 + friction.coefficients().size();
    int size = bodies.size() + perJoint * gains.length;
    double[] centre = Arrays.copyOf(bodies.nominal(), size);
    double[] scale = new double[size];
    Arrays.fill(scale, WIDE);
    for (int i = 0; i < bodies.size(); i++) {
      scale[i] = bodies.scale(i);
    }
    for (int j = 0; j < gains.length; j++) {
      int at = bodies.size() + perJoint * j;
      centre[at] = armature[j];
      int load = friction.coefficients().indexOf("load");
      if (load >= 0) {
        scale[at + 1 + load] = LOAD_SHARE;
      }
    }
    return new InverseProblem(bodies.size(), perJoint, centre, scale, gains, friction);
  }

  int size() {
    return centre.length;
  }

  int joints() {
    return gains.length;
  }

  int at(int joint) {
    return shapes + perJoint * joint;
  }

  InverseModel model(double[] unknowns) {
    double[][] joints = new double[joints()][];
    for (int j = 0; j < joints.length; j++) {
      joints[j] = Arrays.copyOfRange(unknowns, at(j), at(j) + perJoint);
    }
    return new InverseModel(Arrays.copyOf(unknowns, shapes), friction, gains, joints);
  }

  /** The numbers in which efforts are linear. */
  double[] linear(double[] unknowns) {
    double[] result = unknowns.clone();
    System.arraycopy(
        InertialBodies.barycentric(Arrays.copyOf(unknowns, shapes)), 0, result, 0, shapes);
    return result;
  }

  /** Turns a symmetric matrix for linear numbers into that for the unknowns: J' A J. */
  double[][] curvature(double[][] linear, double[] unknowns) {
    double[][] half = new double[size()][];
    for (int i = 0; i < half.length; i++) {
      half[i] = gradient(linear[i], unknowns);
    }
    double[][] result = new double[size()][size()];
    double[] column = new double[size()];
    for (int k = 0; k < half.length; k++) {
      for (int i = 0; i < half.length; i++) {
        column[i] = half[i][k];
      }
      result[k] = gradient(column, unknowns);
    }
    return result;
  }

  /** Turns a gradient for linear numbers into that for the unknowns: J' g. */
  double[] gradient(double[] linear, double[] unknowns) {
    double[] result = linear.clone();
    for (int at = 0; at < shapes; at += InertialBodies.PER_BODY) {
      double[][] derivatives = InertialBodies.derivatives(unknowns, at);
      for (int k = 0; k < InertialBodies.PER_BODY; k++) {
        double sum = 0;
        for (int i = 0; i < InertialBodies.PER_BODY; i++) {
          sum += linear[at + i] * derivatives[i][k];
        }
        result[at + k] = sum;
      }
    }
    return result;
  }
}
