package org.workcell.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.testing.Episodes;
import org.workcell.testing.SampleTasks;

/** In strict, what a reset edits takes effect, whatever the scene was compiled with. */
class HiddenEditsTest {

  private static final int SEEDS = 3;

  @TestFactory
  Stream<DynamicTest> noEditOfAResetIsHidden() {
    return SampleTasks.all().stream()
        .map(task -> DynamicTest.dynamicTest(task.id(), () -> check(task)));
  }

  private static void check(TaskDefinition task) {
    try (Episodes episodes = new Episodes(task.id(), EnvironmentOptions.defaults())) {
      for (int seed = 0; seed < SEEDS; seed++) {
        episodes.reset(seed);
        ModelEdits edits = episodes.environment().copyModelEdits();
        Physics physics = episodes.environment().physics();
        physics.refreshPositions();
        for (int i = 0; i < edits.size(); i++) {
          check(physics, edits, edits.field(i), edits.index(i));
        }
      }
    }
  }

  private static void check(Physics physics, ModelEdits edits, ModelField field, int index) {
    switch (field) {
      case SITE_POS -> {
        int body = physics.scene().structure("site_bodyid")[index / 3];
        assertPlaced(physics, edits, field, index / 3, body, physics.sitePos());
      }
      case GEOM_POS -> {
        int body = physics.scene().structure("geom_bodyid")[index / 3];
        assertPlaced(physics, edits, field, index / 3, body, physics.geomPos());
      }
      case BODY_IPOS ->
          assertPlaced(physics, edits, field, index / 3, index / 3, physics.array("xipos"));
      // The engine passes over compensation in scenes that were compiled without any.
      case BODY_GRAVCOMP ->
          assertTrue(Arrays.stream(physics.scene().values(field)).anyMatch(each -> each != 0));
      default ->
          assertTrue(
              !field.name().matches("(SITE|GEOM)_QUAT|BODY_IQUAT"),
              () -> "no task has edited " + field + " so far; check that it takes effect");
    }
  }

  /** The place is that of the body and the edited offset in its frame. */
  private static void assertPlaced(
      Physics physics, ModelEdits edits, ModelField field, int row, int body, DoubleArray places) {
    for (int axis = 0; axis < 3; axis++) {
      double expected = physics.bodyPos().get(body, axis);
      for (int column = 0; column < 3; column++) {
        int index = 3 * row + column;
        double offset = edits.valueOr(field, index, physics.scene().get(field, index));
        expected += physics.bodyMat().get(body, 3 * axis + column) * offset;
      }
      assertEquals(expected, places.get(row, axis), 1e-9, field + " " + row + " axis " + axis);
    }
  }
}
