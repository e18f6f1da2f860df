package org.workcell.sim.physics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.workcell.sim.testing.PointMassTask;

class WorkerModelTest {

  @Test
  void everyEditableFieldExistsInThisEngine() {
    try (Model model = Model.load("point_mass.xml", PointMassTask.sceneFiles())) {
      for (ModelField field : ModelField.values()) {
        model.values(field);
        assertEquals(field, ModelField.ofEngineName(field.engineName()));
      }
    }
    assertThrows(IllegalArgumentException.class, () -> ModelField.ofEngineName("nbody"));
  }

  @Test
  void editsOfOneEnvironmentNeverLeakIntoAnother() {
    try (Model model = Model.load("point_mass.xml", PointMassTask.sceneFiles());
        WorkerModel worker = new WorkerModel(model)) {
      double[] original = model.values(ModelField.SITE_POS);
      ModelEdits first = new ModelEdits();
      first.setRow(ModelField.SITE_POS, 0, 1, 2, 3);
      first.set(ModelField.GEOM_RGBA, 0, 0.25);
      ModelEdits second = new ModelEdits();
      second.setRow(ModelField.GRAVITY, 0, 0, 0, -1.62);

      worker.apply(first);
      assertArrayEquals(new double[] {1, 2, 3}, worker.model().values(ModelField.SITE_POS));
      assertEquals(0.25, worker.model().get(ModelField.GEOM_RGBA, 0));
      first.set(ModelField.SITE_POS, 0, 5);
      worker.apply(first);
      assertEquals(5, worker.model().get(ModelField.SITE_POS, 0));
      worker.apply(second);
      assertArrayEquals(original, worker.model().values(ModelField.SITE_POS));
      assertEquals(-1.62, worker.model().get(ModelField.GRAVITY, 2));
      worker.apply(new ModelEdits());
      for (ModelField field : ModelField.values()) {
        assertArrayEquals(model.values(field), worker.model().values(field), field.name());
      }
    }
  }

  @Test
  void settingAPlaceAgainOverwritesIt() {
    ModelEdits edits = new ModelEdits();
    for (int i = 0; i < 20; i++) {
      edits.set(ModelField.BODY_MASS, i, i);
    }
    edits.set(ModelField.BODY_MASS, 3, 30);
    assertEquals(20, edits.size());
    assertEquals(30, edits.value(3));
    edits.clear();
    assertEquals(0, edits.size());
  }
}
