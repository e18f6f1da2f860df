package org.workcell.sim2real.gap;

import java.util.List;
import java.util.stream.Stream;
import org.workcell.sim2real.model.RobotSetup;

/** A link together with a point mass that it carries. */
final class PayloadBody {

  private static final String[] AXES = {"x", "y", "z"};

  private PayloadBody() {}

  /**
   * Holds mass, centre of mass and inertia of both together.
   *
   * @param unloaded mass, the centre's three coordinates (m), and xx, yy, zz, xy, xz, yz of the
   *     inertia about it (kg m²) of the link alone
   */
  static void hold(RobotSetup.Builder setup, double[] unloaded, GapTruth.Payload payload) {
    double own = unloaded[0];
    double mass = own + payload.massKilograms();
    double reduced = own * payload.massKilograms() / mass;
    double[] distance = new double[3];
    String body = "body:%s/".formatted(payload.body());
    setup.hold(body + "mass", mass);
    double square = 0;
    for (int i = 0; i < 3; i++) {
      distance[i] = payload.placeMetres()[i] - unloaded[1 + i];
      square += distance[i] * distance[i];
      setup.hold(
          body + "com_" + AXES[i], unloaded[1 + i] + payload.massKilograms() / mass * distance[i]);
    }
    int next = 4;
    for (int[] pair : new int[][] {{0, 0}, {1, 1}, {2, 2}, {0, 1}, {0, 2}, {1, 2}}) {
      double added = -distance[pair[0]] * distance[pair[1]];
      added += pair[0] == pair[1] ? square : 0;
      setup.hold(
          body + "inertia_" + AXES[pair[0]] + AXES[pair[1]], unloaded[next++] + reduced * added);
    }
  }

  /** Paths of what {@link #hold} needs, in its order. */
  static List<String> paths(String body) {
    return Stream.of(
            "mass",
            "com_x",
            "com_y",
            "com_z",
            "inertia_xx",
            "inertia_yy",
            "inertia_zz",
            "inertia_xy",
            "inertia_xz",
            "inertia_yz")
        .map(number -> "body:%s/%s".formatted(body, number))
        .toList();
  }
}
