package org.workcell.bullet;

import org.workcell.sim.kinematics.Rotations;

/**
 * Where a frame is in another one. Not to be changed.
 *
 * @param rotation of vectors of this frame into the other one, row-major
 * @param origin in the other frame, m
 */
record Frame(double[] rotation, double[] origin) {

  static final Frame IDENTITY = new Frame(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, new double[3]);

  /** From rows of two arrays of a model. */
  static Frame of(double[] positions, double[] quatsWxyz, int row) {
    double[] rotation = new double[9];
    Rotations.fromQuatWxyz(quatsWxyz, 4 * row, rotation);
    return new Frame(rotation, row(positions, row));
  }

  static double[] row(double[] values, int row) {
    return new double[] {values[3 * row], values[3 * row + 1], values[3 * row + 2]};
  }

  /** Where a frame that is given in this one is in the other one. */
  Frame then(Frame inner) {
    double[] product = new double[9];
    Rotations.multiply(rotation, inner.rotation, product);
    return new Frame(product, point(inner.origin));
  }

  Frame inverse() {
    double[] back = new double[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        back[3 * i + j] = rotation[3 * j + i];
      }
    }
    Frame turned = new Frame(back, new double[3]);
    double[] offset = turned.vector(origin);
    return new Frame(back, new double[] {-offset[0], -offset[1], -offset[2]});
  }

  /** A point of this frame in the other one. */
  double[] point(double[] inside) {
    double[] turned = vector(inside);
    for (int i = 0; i < 3; i++) {
      turned[i] += origin[i];
    }
    return turned;
  }

  /** A direction of this frame in the other one. */
  double[] vector(double[] inside) {
    double[] turned = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        turned[i] += rotation[3 * i + j] * inside[j];
      }
    }
    return turned;
  }

  double[] quatWxyz() {
    double[] quat = new double[4];
    Rotations.toQuatWxyz(rotation, quat);
    return quat;
  }
}
