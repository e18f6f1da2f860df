package org.workcell.tasks.libero.assets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.workcell.sim.physics.Contacts;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;

/**
 * The fixtures against the measured numbers of their categories; that what moves moves freely and
 * stays where it is.
 */
class FixturePartsTest {

  private static final double SIZE_TOLERANCE = 0.005;
  private static final double MASS_TOLERANCE = 0.2;

  static List<String> categories() {
    return PartBench.expected("fixture_extents.txt").stream().map(row -> row[0]).toList();
  }

  static List<String> moving() {
    return PartBench.expected("fixture_joints.txt").stream().map(row -> row[0]).distinct().toList();
  }

  private static List<String[]> rows(String file, String category) {
    return PartBench.expected(file).stream().filter(row -> row[0].equals(category)).toList();
  }

  @ParameterizedTest
  @MethodSource("categories")
  void hasTheSizeAndTheMassesOfItsCategory(String category) {
    try (Model model = new PartBench().fixture(category).compile();
        Physics physics = new Physics(model)) {
      physics.forward();
      Extents extents = Extents.of(physics);
      String[] row = rows("fixture_extents.txt", category).get(0);
      assertArrayEquals(PartBench.numbers(row, 1, 3), extents.low(), SIZE_TOLERANCE);
      assertArrayEquals(PartBench.numbers(row, 4, 3), extents.high(), SIZE_TOLERANCE);
      for (String[] body : rows("fixture_bodies.txt", category)) {
        double mass = PartBench.numbers(body, 2, 1)[0];
        int id = model.body(body[1]);
        assertEquals(mass, model.get(ModelField.BODY_MASS, id), MASS_TOLERANCE * mass, body[1]);
        assertArrayEquals(
            PartBench.numbers(body, 3, 3), PartBench.row(physics.bodyPos(), id), 1e-6);
      }
    }
  }

  @Test
  void sitesAreThoseOfTheCategories() {
    for (String[] row : PartBench.expected("sites.txt")) {
      try (Model model = new PartBench().fixture(row[0]).compile()) {
        int site = model.site(row[1]);
        assertEquals(model.body(row[2]), model.structure("site_bodyid")[site], row[1]);
        assertArrayEquals(PartBench.numbers(row, 3, 3), slice(model, ModelField.SITE_POS, site, 3));
        double[] quaternion = PartBench.numbers(row, 6, 4);
        double[] found = slice(model, ModelField.SITE_QUAT, site, 4);
        double cosine = 0;
        for (int i = 0; i < 4; i++) {
          cosine += quaternion[i] * found[i];
        }
        assertEquals(1, Math.abs(cosine), 1e-5, row[0] + " " + row[1]);
        assertArrayEquals(
            PartBench.numbers(row, 10, 3), slice(model, ModelField.SITE_SIZE, site, 3));
      }
    }
  }

  private static double[] slice(Model model, ModelField field, int row, int columns) {
    return Arrays.copyOfRange(model.values(field), row * columns, (row + 1) * columns);
  }

  @ParameterizedTest
  @MethodSource("moving")
  void jointsAreThoseOfTheCategory(String category) {
    try (Model model = new PartBench().fixture(category).compile()) {
      List<String[]> rows = rows("fixture_joints.txt", category);
      assertEquals(rows.size(), model.positionCount());
      for (String[] row : rows) {
        int joint = model.index(ObjectKind.JOINT, row[1]);
        assertEquals(model.body(row[2]), model.structure("jnt_bodyid")[joint]);
        double[] axis = Arrays.copyOfRange(model.constants("jnt_axis"), 3 * joint, 3 * joint + 3);
        assertArrayEquals(PartBench.numbers(row, 3, 3), axis);
        assertArrayEquals(
            PartBench.numbers(row, 6, 2), slice(model, ModelField.JNT_RANGE, joint, 2));
        assertEquals(PartBench.numbers(row, 8, 1)[0], model.get(ModelField.DOF_DAMPING, joint));
      }
    }
  }

  /**
   * Pushed to both ends, then left alone: it reaches the stops, stays there, and touches nothing on
   * the way.
   */
  @ParameterizedTest
  @MethodSource("moving")
  void movesOverItsRangeAndStays(String category) {
    Contacts contacts = new Contacts(8);
    try (Model model = new PartBench().fixture(category).compile();
        Physics physics = new Physics(model)) {
      for (String[] row : rows("fixture_joints.txt", category)) {
        int address = model.positionAddress(row[1]);
        double[] range = PartBench.numbers(row, 6, 2);
        double force = row[1].endsWith("level") ? 30 : 3;
        for (int end = 0; end < 2; end++) {
          physics.array("qfrc_applied").set(address, end == 0 ? -force : force);
          for (int chunk = 0; chunk < 20; chunk++) {
            physics.step(50);
            physics.readContacts(contacts);
            assertEquals(0, contacts.size(), () -> row[1] + " touches something");
          }
          physics.array("qfrc_applied").set(address, 0);
          physics.step(150);
          double position = physics.qpos().get(address);
          double tolerance = row[1].endsWith("level") ? 0.002 : 0.03;
          assertEquals(range[end], position, tolerance, row[1]);
          physics.step(100);
          assertTrue(Math.abs(physics.qpos().get(address) - position) < 0.003, row[1]);
        }
      }
    }
  }
}
