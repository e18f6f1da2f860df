package org.workcell.sim.physics;

import java.util.List;
import java.util.Map;
import org.workcell.mujoco.global.MuJoCo;

/**
 * Mass, centre of mass and inertia of a body by name of the number, as identification has them, in
 * a compiled scene. What is not named keeps the scene's value; where the shape of the inertia is
 * named ({@code log_cholesky_}), the inertia grows with the mass.
 */
final class RobotBodies {

  private static final List<String> CENTRE = List.of("com_x", "com_y", "com_z");
  private static final List<String> INERTIA =
      List.of("inertia_xx", "inertia_yy", "inertia_zz", "inertia_xy", "inertia_xz", "inertia_yz");
  private static final List<String> SHAPE =
      List.of(
          "log_cholesky_d1",
          "log_cholesky_d2",
          "log_cholesky_d3",
          "log_cholesky_s12",
          "log_cholesky_s13",
          "log_cholesky_s23");
  private static final String MASS = "mass";

  /** Row and column of the six numbers of an inertia. */
  private static final int[][] PLACES = {{0, 0}, {1, 1}, {2, 2}, {0, 1}, {0, 2}, {1, 2}};

  private RobotBodies() {}

  /** Whether a body has a number of this name. */
  static boolean has(String number) {
    return number.equals(MASS)
        || CENTRE.contains(number)
        || INERTIA.contains(number)
        || SHAPE.contains(number);
  }

  /** Whether a number must not be negative. */
  static boolean isPositive(String number) {
    return number.equals(MASS) || INERTIA.indexOf(number) >= 0 && INERTIA.indexOf(number) < 3;
  }

  /**
   * Adds what gives a body these numbers.
   *
   * @throws IllegalArgumentException if no rigid body has them, or the scene's frames do not let
   *     the centre move
   */
  static void edit(
      Model scene, FrameFlags flags, int body, Map<String, Double> numbers, ModelEdits edits) {
    double mass = numbers.getOrDefault(MASS, scene.get(ModelField.BODY_MASS, body));
    if (!(mass > 0)) {
      throw new UnphysicalException(
          "the mass of body '%s' is %s kg; expected a positive one"
              .formatted(scene.names(ObjectKind.BODY).get(body), mass));
    }
    edits.set(ModelField.BODY_MASS, body, mass);
    boolean moves = false;
    for (int i = 0; i < CENTRE.size(); i++) {
      Double at = numbers.get(CENTRE.get(i));
      if (at != null) {
        edits.set(ModelField.BODY_IPOS, 3 * body + i, at);
        moves = true;
      }
    }
    boolean turns = editInertia(scene, body, mass, numbers, edits);
    if (moves) {
      flags.reveal(edits, ModelField.BODY_IPOS, 3 * body);
    }
    if (turns) {
      flags.reveal(edits, ModelField.BODY_IQUAT, 4 * body);
    }
  }

  private static boolean editInertia(
      Model scene, int body, double mass, Map<String, Double> numbers, ModelEdits edits) {
    boolean shaped = SHAPE.stream().anyMatch(numbers::containsKey);
    if (!shaped && INERTIA.stream().noneMatch(numbers::containsKey)) {
      return false;
    }
    double[] inertia = inertia(scene, body);
    if (shaped) {
      double[] shape = new double[SHAPE.size()];
      InertiaShape.fromInertia(scene.get(ModelField.BODY_MASS, body), inertia, shape);
      replace(SHAPE, numbers, shape);
      InertiaShape.toInertia(mass, shape, inertia);
    } else {
      replace(INERTIA, numbers, inertia);
    }
    double[] full = new double[9];
    for (int i = 0; i < PLACES.length; i++) {
      full[3 * PLACES[i][0] + PLACES[i][1]] = inertia[i];
      full[3 * PLACES[i][1] + PLACES[i][0]] = inertia[i];
    }
    double[] moments = new double[3];
    double[] quatWxyz = new double[4];
    MuJoCo.mju_eig3(moments, new double[9], quatWxyz, full);
    if (!InertiaShape.isPhysical(moments)) {
      throw new UnphysicalException(
          "the inertia of body '%s' has the principal moments %s, %s, %s kg m^2, which no rigid body has"
              .formatted(
                  scene.names(ObjectKind.BODY).get(body), moments[0], moments[1], moments[2]));
    }
    for (int i = 0; i < 3; i++) {
      edits.set(ModelField.BODY_INERTIA, 3 * body + i, moments[i]);
    }
    for (int i = 0; i < 4; i++) {
      edits.set(ModelField.BODY_IQUAT, 4 * body + i, quatWxyz[i]);
    }
    return true;
  }

  private static void replace(List<String> names, Map<String, Double> numbers, double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.getOrDefault(names.get(i), values[i]);
    }
  }

  /** About the centre of mass in the body's axes: xx, yy, zz, xy, xz, yz. */
  private static double[] inertia(Model scene, int body) {
    double[] quatWxyz = new double[4];
    double[] axes = new double[9];
    for (int i = 0; i < 4; i++) {
      quatWxyz[i] = scene.get(ModelField.BODY_IQUAT, 4 * body + i);
    }
    MuJoCo.mju_quat2Mat(axes, quatWxyz);
    double[] inertia = new double[PLACES.length];
    for (int i = 0; i < PLACES.length; i++) {
      for (int k = 0; k < 3; k++) {
        inertia[i] +=
            axes[3 * PLACES[i][0] + k]
                * scene.get(ModelField.BODY_INERTIA, 3 * body + k)
                * axes[3 * PLACES[i][1] + k];
      }
    }
    return inertia;
  }
}
