package org.workcell.sim2real.inverse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.workcell.sim.kinematics.Rotations;
import org.workcell.sim.physics.InertiaShape;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim2real.model.RobotModel;

/**
 * Inertial numbers of a robot's bodies in two forms. <b>Shape</b>, ten a body, of which every
 * choice is physical: logarithm of the mass, centre of mass, log-Cholesky factor of the spread
 * ({@link InertiaShape}). <b>Barycentric</b>, ten a body, in which torques are linear: mass, mass
 * times centre, inertia about the body frame's origin as xx, yy, zz, xy, xz, yz. Immutable.
 */
final class InertialBodies {

  static final int PER_BODY = 10;
  static final List<String> NUMBERS =
      List.of(
          "mass",
          "com_x",
          "com_y",
          "com_z",
          "log_cholesky_d1",
          "log_cholesky_d2",
          "log_cholesky_d3",
          "log_cholesky_s12",
          "log_cholesky_s13",
          "log_cholesky_s23");

  /** How far, as a share, a real arm may lie from its description. */
  private static final double SPREAD = 0.5;

  private static final double STEP = 1e-6;

  private final List<String> names = new ArrayList<>();
  private final int[] bodies;
  private final double[] nominal;
  private final double[] scale;

  InertialBodies(RobotModel robot) {
    Model model = robot.model();
    bodies =
        robot.bodies().stream()
            .mapToInt(Integer::intValue)
            .filter(body -> model.get(ModelField.BODY_MASS, body) > 0)
            .toArray();
    nominal = new double[PER_BODY * bodies.length];
    scale = new double[nominal.length];
    for (int b = 0; b < bodies.length; b++) {
      names.add(model.names(ObjectKind.BODY).get(bodies[b]));
      describe(model, bodies[b], PER_BODY * b);
    }
  }

  private void describe(Model model, int body, int at) {
    double mass = model.get(ModelField.BODY_MASS, body);
    double[] quat = new double[4];
    double[] axes = new double[9];
    double[] inertia = new double[6];
    for (int i = 0; i < 4; i++) {
      quat[i] = model.get(ModelField.BODY_IQUAT, 4 * body + i);
    }
    Rotations.fromQuatWxyz(quat, 0, axes);
    int[] rows = {0, 1, 2, 0, 0, 1};
    int[] columns = {0, 1, 2, 1, 2, 2};
    for (int e = 0; e < 6; e++) {
      for (int k = 0; k < 3; k++) {
        inertia[e] +=
            axes[3 * rows[e] + k]
                * axes[3 * columns[e] + k]
                * model.get(ModelField.BODY_INERTIA, 3 * body + k);
      }
    }
    double[] shape = new double[6];
    InertiaShape.fromInertia(mass, inertia, shape);
    nominal[at] = Math.log(mass);
    double square = (inertia[0] + inertia[1] + inertia[2]) / (2 * mass);
    for (int i = 0; i < 3; i++) {
      double centre = model.get(ModelField.BODY_IPOS, 3 * body + i);
      nominal[at + 1 + i] = centre;
      square += centre * centre;
    }
    System.arraycopy(shape, 0, nominal, at + 4, 6);
    double length = SPREAD * Math.sqrt(square);
    for (int i = 0; i < PER_BODY; i++) {
      scale[at + i] = i == 0 || i >= 4 && i < 7 ? SPREAD : length;
    }
  }

  int count() {
    return bodies.length;
  }

  int size() {
    return nominal.length;
  }

  int body(int index) {
    return bodies[index];
  }

  List<String> names() {
    return names;
  }

  double[] nominal() {
    return nominal.clone();
  }

  /** One standard deviation of what may be expected around the nominal shape. */
  double scale(int index) {
    return scale[index];
  }

  /** Barycentric numbers of all bodies. */
  static double[] barycentric(double[] shape) {
    double[] result = new double[shape.length];
    for (int at = 0; at < shape.length; at += PER_BODY) {
      barycentric(shape, at, result);
    }
    return result;
  }

  private static void barycentric(double[] shape, int at, double[] result) {
    double mass = Math.exp(shape[at]);
    double[] inertia = new double[6];
    InertiaShape.toInertia(mass, Arrays.copyOfRange(shape, at + 4, at + 10), inertia);
    double x = shape[at + 1];
    double y = shape[at + 2];
    double z = shape[at + 3];
    result[at] = mass;
    result[at + 1] = mass * x;
    result[at + 2] = mass * y;
    result[at + 3] = mass * z;
    result[at + 4] = inertia[0] + mass * (y * y + z * z);
    result[at + 5] = inertia[1] + mass * (x * x + z * z);
    result[at + 6] = inertia[2] + mass * (x * x + y * y);
    result[at + 7] = inertia[3] - mass * x * y;
    result[at + 8] = inertia[4] - mass * x * z;
    result[at + 9] = inertia[5] - mass * y * z;
  }

  /** Derivatives of one body's barycentric numbers by its shape, [number][shape]. */
  static double[][] derivatives(double[] shape, int at) {
    double[][] result = new double[PER_BODY][PER_BODY];
    double[] low = new double[PER_BODY];
    double[] high = new double[PER_BODY];
    for (int k = 0; k < PER_BODY; k++) {
      double[] changed = Arrays.copyOfRange(shape, at, at + PER_BODY);
      changed[k] += STEP;
      barycentric(changed, 0, high);
      changed[k] -= 2 * STEP;
      barycentric(changed, 0, low);
      for (int i = 0; i < PER_BODY; i++) {
        result[i][k] = (high[i] - low[i]) / (2 * STEP);
      }
    }
    return result;
  }

  /** The shape of a sum of two bodies in the same frame, by their barycentric numbers. */
  static double[] shape(double[] barycentric) {
    double mass = barycentric[0];
    double x = barycentric[1] / mass;
    double y = barycentric[2] / mass;
    double z = barycentric[3] / mass;
    double[] inertia = {
      barycentric[4] - mass * (y * y + z * z),
      barycentric[5] - mass * (x * x + z * z),
      barycentric[6] - mass * (x * x + y * y),
      barycentric[7] + mass * x * y,
      barycentric[8] + mass * x * z,
      barycentric[9] + mass * y * z
    };
    double[] spread = new double[6];
    InertiaShape.fromInertia(mass, inertia, spread);
    double[] shape = new double[PER_BODY];
    shape[0] = Math.log(mass);
    shape[1] = x;
    shape[2] = y;
    shape[3] = z;
    System.arraycopy(spread, 0, shape, 4, 6);
    return shape;
  }
}
