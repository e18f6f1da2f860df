package org.workcell.sim.physics;

/**
 * How the mass of a body is spread around its centre, by six numbers of which every choice is
 * physical: {@code d1, d2, d3, s12, s13, s23} of the upper triangular factor {@code U} (diagonal
 * {@code exp(d)}) with {@code covariance = U U'}, where {@code inertia = mass * (trace(covariance)
 * * 1 - covariance)}. With mass and centre of mass these are the log-Cholesky parameters of the
 * pseudo-inertia (Rucker and Wensing, "Smooth Parameterization of Rigid-Body Inertia", RA-L 2022).
 * Inertias are about the centre of mass, kg m^2, as xx, yy, zz, xy, xz, yz.
 */
public final class InertiaShape {

  private InertiaShape() {}

  /**
   * Whether a rigid body can have these principal moments: none negative, none above the sum of the
   * others.
   */
  public static boolean isPhysical(double[] principalMoments) {
    double a = principalMoments[0];
    double b = principalMoments[1];
    double c = principalMoments[2];
    double slack = 1e-9 * (Math.abs(a) + Math.abs(b) + Math.abs(c));
    return a > 0
        && b > 0
        && c > 0
        && a <= b + c + slack
        && b <= a + c + slack
        && c <= a + b + slack;
  }

  /**
   * The six numbers of a body.
   *
   * @throws UnphysicalException if the inertia is at or beyond the limit of what a rigid body can
   *     have, such as that of a point or a rod without thickness
   */
  public static void fromInertia(double mass, double[] inertia, double[] shape) {
    double half = (inertia[0] + inertia[1] + inertia[2]) / (2 * mass);
    double xx = half - inertia[0] / mass;
    double yy = half - inertia[1] / mass;
    double zz = half - inertia[2] / mass;
    double xy = -inertia[3] / mass;
    double xz = -inertia[4] / mass;
    double yz = -inertia[5] / mass;
    double c = root(zz);
    double s23 = yz / c;
    double s13 = xz / c;
    double b = root(yy - s23 * s23);
    double s12 = (xy - s13 * s23) / b;
    double a = root(xx - s12 * s12 - s13 * s13);
    shape[0] = Math.log(a);
    shape[1] = Math.log(b);
    shape[2] = Math.log(c);
    shape[3] = s12;
    shape[4] = s13;
    shape[5] = s23;
  }

  private static double root(double square) {
    if (!(square > 0)) {
      throw new UnphysicalException(
          "the inertia is that of no body with thickness, so it has no log-Cholesky parameters;"
              + " give the body a full inertia in the model");
    }
    return Math.sqrt(square);
  }

  /** The inertia of a body of this mass. */
  public static void toInertia(double mass, double[] shape, double[] inertia) {
    double a = Math.exp(shape[0]);
    double b = Math.exp(shape[1]);
    double c = Math.exp(shape[2]);
    double xx = a * a + shape[3] * shape[3] + shape[4] * shape[4];
    double yy = b * b + shape[5] * shape[5];
    double zz = c * c;
    inertia[0] = mass * (yy + zz);
    inertia[1] = mass * (xx + zz);
    inertia[2] = mass * (xx + yy);
    inertia[3] = -mass * (shape[3] * b + shape[4] * shape[5]);
    inertia[4] = -mass * shape[4] * c;
    inertia[5] = -mass * shape[5] * c;
  }
}
