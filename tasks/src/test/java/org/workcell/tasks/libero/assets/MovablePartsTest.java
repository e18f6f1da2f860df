package org.workcell.tasks.libero.assets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;

/**
 * The movable parts against the measured sizes and masses of their categories; that they rest, and
 * that they hold.
 */
class MovablePartsTest {

  private static final double SIZE_TOLERANCE = 0.005;
  private static final double MASS_TOLERANCE = 0.2;
  private static final double REST_TOLERANCE = 0.003;
  private static final double REST_SPEED = 0.001;

  /** Solver values of everything that is handled. */
  private static final double[] FRICTION = {0.95, 0.3, 0.1};

  private static final double[] SOLREF = {0.001, 1};
  private static final double[] SOLIMP = {0.998, 0.998, 0.001, 0.5, 2};

  static List<String> categories() {
    return PartBench.expected("movables.txt").stream().map(row -> row[0]).toList();
  }

  private static String[] row(String category) {
    return PartBench.expected("movables.txt").stream()
        .filter(row -> row[0].equals(category))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("categories")
  void hasTheSizeAndTheMassOfItsCategory(String category) {
    String[] row = row(category);
    try (Model model = new PartBench().movable(category).compile();
        Physics physics = new Physics(model)) {
      double mass = PartBench.numbers(row, 5, 1)[0];
      double found = Arrays.stream(model.values(ModelField.BODY_MASS)).sum();
      assertEquals(mass, found, MASS_TOLERANCE * mass);
      place(physics, row, 0.5);
      physics.forward();
      Extents extents = Extents.of(physics);
      double[] low = PartBench.numbers(row, 6, 3);
      double[] high = PartBench.numbers(row, 9, 3);
      low[2] += 0.5;
      high[2] += 0.5;
      assertClose(low, extents.low());
      assertClose(high, extents.high());
      assertSolverValues(model);
    }
  }

  private static void assertClose(double[] expected, double[] found) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], SIZE_TOLERANCE, () -> Arrays.toString(found));
    }
  }

  private static void assertSolverValues(Model model) {
    for (int geom = 0; geom < model.structure("geom_bodyid").length; geom++) {
      if (model.structure("geom_bodyid")[geom] != 0) {
        assertSlice(FRICTION, model.values(ModelField.GEOM_FRICTION), geom);
        assertSlice(SOLREF, model.values(ModelField.GEOM_SOLREF), geom);
        assertSlice(SOLIMP, model.values(ModelField.GEOM_SOLIMP), geom);
      }
    }
  }

  private static void assertSlice(double[] expected, double[] all, int row) {
    int from = row * expected.length;
    double[] found = Arrays.copyOfRange(all, from, from + expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], 1e-9, () -> Arrays.toString(found));
    }
  }

  /**
   * Sets the object 3 mm above its support or higher, in the orientation in which it is spawned.
   */
  private static void place(Physics physics, String[] row, double height) {
    double[] quaternion = PartBench.numbers(row, 1, 4);
    double norm = Math.sqrt(Arrays.stream(quaternion).map(v -> v * v).sum());
    physics.qpos().write(0, new double[] {0, 0, height});
    physics.qpos().write(3, Arrays.stream(quaternion).map(v -> v / norm).toArray());
  }

  @ParameterizedTest
  @MethodSource("categories")
  void comesToRestUprightWithinASecond(String category) {
    String[] row = row(category);
    try (Model model = new PartBench().movable(category).compile();
        Physics physics = new Physics(model)) {
      double restHeight = PartBench.numbers(row, 12, 1)[0];
      place(physics, row, restHeight + 0.003);
      double[] start = Arrays.copyOf(physics.qpos().toArray(), 7);
      physics.step(400);
      for (int step = 0; step < 100; step++) {
        physics.step(1);
        for (int i = 0; i < 3; i++) {
          assertTrue(Math.abs(physics.qvel().get(i)) < REST_SPEED, "still moves");
        }
      }
      assertEquals(restHeight, physics.qpos().get(2), REST_TOLERANCE);
      double cosine = 0;
      for (int i = 3; i < 7; i++) {
        cosine += start[i] * physics.qpos().get(i);
      }
      assertTrue(Math.abs(cosine) > Math.cos(Math.toRadians(1)), "has tipped");
    }
  }

  /** A ball of 16 mm that is dropped into what is hollow stays inside, above the ground. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "akita_black_bowl",
        "white_bowl",
        "glazed_rim_porcelain_ramekin",
        "chefmate_8_frypan",
        "porcelain_mug",
        "red_coffee_mug",
        "white_yellow_mug",
        "basket",
        "wooden_tray"
      })
  void holdsABall(String category) {
    String[] row = row(category);
    double top = PartBench.numbers(row, 11, 1)[0] + PartBench.numbers(row, 12, 1)[0];
    String ball =
        "<body pos='0 0 %s'><freejoint/><geom type='sphere' size='0.008' density='1000'/></body>"
            .formatted(top + 0.02);
    try (Model model = new PartBench().movable(category).add(ball).compile();
        Physics physics = new Physics(model)) {
      place(physics, row, PartBench.numbers(row, 12, 1)[0]);
      physics.step(500);
      double height = physics.qpos().get(9) - 0.008;
      assertTrue(height > 0.003 && height < top, () -> "ball at " + height);
      double[] low = PartBench.numbers(row, 6, 3);
      double[] high = PartBench.numbers(row, 9, 3);
      for (int axis = 0; axis < 2; axis++) {
        double inside = physics.qpos().get(7 + axis) - physics.qpos().get(axis);
        assertTrue(inside > low[axis] && inside < high[axis], () -> "ball at " + inside);
      }
    }
  }
}
