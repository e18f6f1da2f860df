package org.workcell.sim.physics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bodies and geoms of a robot's parameters in a scene that holds the robot under a prefix. */
class DriveConstantsTest {

  private static final String UPPER =
      "<inertial pos='0.1 0 0.02' mass='1.5' diaginertia='0.01 0.02 0.025'/>";
  private static final String FORE =
      "<inertial pos='0.15 0 0' mass='0.8' diaginertia='0.002 0.006 0.007'/>";

  /** A full inertia that some body has, as xx, yy, zz, xy, xz, yz. */
  private static final double[] INERTIA = {0.003, 0.007, 0.008, 0.0004, -0.0006, 0.0002};

  private static String scene(String upper, String fore, String friction) {
    return """
    <mujoco>
      <compiler autolimits='true'/>
      <option integrator='implicitfast'/>
      <worldbody>
        <body name='robot/upper'>%s
          <joint name='robot/shoulder' axis='0 1 0' damping='0.1'/>
          <body name='robot/fore' pos='0.3 0 0'>%s
            <joint name='robot/elbow' axis='0.1 1 0' damping='0.1'/>
            <geom name='robot/pad' size='0.02' pos='0.3 0 0' friction='%s' contype='0' conaffinity='0'/>
          </body>
        </body>
      </worldbody>
    </mujoco>
    """
        .formatted(upper, fore, friction);
  }

  private static Model load(String mjcf) {
    return Model.load("arm.xml", Map.of("arm.xml", mjcf.getBytes(StandardCharsets.UTF_8)));
  }

  private static double[] fall(Model model) {
    try (Physics physics = new Physics(model)) {
      physics.step(300);
      return physics.qpos().toArray();
    }
  }

  private static void assertSame(String expected, Map<String, Double> constants) {
    try (Model written = load(expected);
        Model changed = load(scene(UPPER, FORE, "1 0.005 0.0001"))) {
      DriveConstants.change(changed, constants);
      assertArrayEquals(
          written.values(ModelField.BODY_SUBTREEMASS),
          changed.values(ModelField.BODY_SUBTREEMASS),
          1e-12);
      assertArrayEquals(
          written.values(ModelField.DOF_INERTIA0), changed.values(ModelField.DOF_INERTIA0), 1e-12);
      assertArrayEquals(
          written.values(ModelField.GEOM_FRICTION), changed.values(ModelField.GEOM_FRICTION));
      assertArrayEquals(fall(written), fall(changed), 1e-9);
    }
  }

  @Test
  void massCentreAndInertiaAreAsIfTheSceneHadThem() {
    assertSame(
        scene(
            "<inertial pos='0.1 0 0.02' mass='2.5' diaginertia='0.01 0.02 0.025'/>",
            "<inertial pos='0.12 0.01 -0.02' mass='0.9' fullinertia='%s %s %s %s %s %s'/>"
                .formatted(INERTIA[0], INERTIA[1], INERTIA[2], INERTIA[3], INERTIA[4], INERTIA[5]),
            "1 0.005 0.0001"),
        Map.ofEntries(
            Map.entry("body:upper/mass", 2.5),
            Map.entry("body:fore/mass", 0.9),
            Map.entry("body:fore/com_x", 0.12),
            Map.entry("body:fore/com_y", 0.01),
            Map.entry("body:fore/com_z", -0.02),
            Map.entry("body:fore/inertia_xx", INERTIA[0]),
            Map.entry("body:fore/inertia_yy", INERTIA[1]),
            Map.entry("body:fore/inertia_zz", INERTIA[2]),
            Map.entry("body:fore/inertia_xy", INERTIA[3]),
            Map.entry("body:fore/inertia_xz", INERTIA[4]),
            Map.entry("body:fore/inertia_yz", INERTIA[5])));
  }

  /** Where the shape is named, the inertia grows with the mass. */
  @Test
  void aShapeIsTimesTheMass() {
    double[] shape = new double[6];
    InertiaShape.fromInertia(0.9, INERTIA, shape);
    assertSame(
        scene(
            UPPER,
            "<inertial pos='0.15 0 0' mass='1.8' fullinertia='%s %s %s %s %s %s'/>"
                .formatted(
                    2 * INERTIA[0],
                    2 * INERTIA[1],
                    2 * INERTIA[2],
                    2 * INERTIA[3],
                    2 * INERTIA[4],
                    2 * INERTIA[5]),
            "1 0.005 0.0001"),
        Map.of(
            "body:fore/mass", 1.8,
            "body:fore/log_cholesky_d1", shape[0],
            "body:fore/log_cholesky_d2", shape[1],
            "body:fore/log_cholesky_d3", shape[2],
            "body:fore/log_cholesky_s12", shape[3],
            "body:fore/log_cholesky_s13", shape[4],
            "body:fore/log_cholesky_s23", shape[5]));
  }

  @Test
  void frictionOfAGeom() {
    assertSame(
        scene(UPPER, FORE, "0.4 0.005 0.001"),
        Map.of("geom:pad/friction", 0.4, "geom:pad/rolling_friction", 0.001));
  }

  @Test
  void whatTheSceneLacksIsNamedAndLeftOut() {
    Map<String, Double> constants =
        Map.of("body:load/mass", 1.0, "geom:table/friction", 0.5, "body:fore/mass", 0.8);
    try (Model scene = load(scene(UPPER, FORE, "1 0.005 0.0001"))) {
      assertEquals(
          List.of("body:load/mass", "geom:table/friction"),
          DriveConstants.absent(scene, constants));
      assertEquals(0, DriveConstants.edits(scene, Map.of("body:load/mass", 1.0)).size());
      DriveConstants.change(scene, constants);
      assertEquals(0.8, scene.get(ModelField.BODY_MASS, scene.body("robot/fore")));
    }
  }

  @Test
  void whatNoBodyHasIsRefusedBeforeAnythingChanges() {
    try (Model scene = load(scene(UPPER, FORE, "1 0.005 0.0001"))) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  DriveConstants.change(
                      scene, Map.of("body:upper/mass", 2.0, "body:fore/inertia_xx", 5.0)));
      assertTrue(refused.getMessage().contains("no rigid body has"), refused.getMessage());
      assertEquals(1.5, scene.get(ModelField.BODY_MASS, scene.body("robot/upper")));
      assertThrows(
          IllegalArgumentException.class,
          () -> DriveConstants.require(Map.of("body:upper/mass", -1.0)));
      DriveConstants.require(Map.of("body:upper/com_x", -1.0));
    }
  }
}
