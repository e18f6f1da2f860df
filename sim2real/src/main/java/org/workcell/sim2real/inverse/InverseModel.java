package org.workcell.sim2real.inverse;

/**
 * A robot whose efforts can be predicted. Arrays are not changed once it is made.
 *
 * @param shape of all bodies, see {@link InertialBodies}
 * @param friction its form
 * @param gains N m per unit of effort, per joint
 * @param joints armature, then coefficients of friction, [joint][number], N m and rad
 */
record InverseModel(double[] shape, FrictionShape friction, double[] gains, double[][] joints) {

  /** Efforts, [joint][row]. */
  double[][] predict(Regressor regressor) {
    double[] barycentric = InertialBodies.barycentric(shape);
    EffortLog log = regressor.log();
    double[][] efforts = new double[log.joints()][log.rows()];
    for (int j = 0; j < efforts.length; j++) {
      double[] load = load(regressor, j, barycentric);
      double[][] features = friction.features(log, j, load);
      for (int row = 0; row < log.rows(); row++) {
        double torque = load[row] + joints[j][0] * log.acceleration()[j][row];
        for (int k = 0; k < features.length; k++) {
          torque += joints[j][1 + k] * features[k][row];
        }
        efforts[j][row] = torque / gains[j];
      }
    }
    return efforts;
  }

  static double[] load(Regressor regressor, int joint, double[] barycentric) {
    double[] load = new double[regressor.log().rows()];
    for (int row = 0; row < load.length; row++) {
      load[row] = regressor.torque(joint, row, barycentric);
    }
    return load;
  }
}
