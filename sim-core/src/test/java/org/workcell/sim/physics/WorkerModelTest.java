package org.workcell.sim.physics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.workcell.testing.PointMassTask;

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
  void derivedConstantsFollowMassAndLeaveNoTrace() {
    try (Model model = Model.load("point_mass.xml", PointMassTask.sceneFiles());
        WorkerModel worker = new WorkerModel(model)) {
      int mass = model.body("mass");
      assertEquals(0, worker.derive(new ModelEdits()).size(), "nothing changes, nothing follows");
      ModelEdits same = new ModelEdits();
      same.set(ModelField.BODY_MASS, mass, model.get(ModelField.BODY_MASS, mass));
      assertEquals(0, worker.derive(same).size(), "the same mass has the same constants");

      ModelEdits doubled = new ModelEdits();
      doubled.set(ModelField.BODY_MASS, mass, 0.4);
      ModelEdits derived = worker.derive(doubled);
      ModelEdits all = new ModelEdits();
      all.setAll(doubled);
      all.setAll(derived);
      worker.apply(all);
      // Two slides that carry 0.4 kg: inertia 0.4, inverse weight 1 / 0.4.
      for (int dof = 0; dof < 2; dof++) {
        assertEquals(0.4, worker.model().get(ModelField.DOF_INERTIA0, dof), 1e-12);
        assertEquals(2.5, worker.model().get(ModelField.DOF_INVWEIGHT0, dof), 1e-9);
      }
      assertEquals(0.4, worker.model().get(ModelField.MEAN_INERTIA, 0), 1e-12);
      assertEquals(0.4, worker.model().get(ModelField.BODY_SUBTREEMASS, mass), 1e-12);
      assertEquals(0.4, worker.model().get(ModelField.BODY_SUBTREEMASS, 0), 1e-12);

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
