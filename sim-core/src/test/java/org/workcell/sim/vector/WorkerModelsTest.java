package org.workcell.sim.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.WorkerModel;
import org.workcell.testing.PointMassTask;

class WorkerModelsTest {

  @Test
  void theLeastRecentlyUsedCopyMakesRoom() {
    try (Model a = Model.load("point_mass.xml", PointMassTask.sceneFiles());
        Model b = a.copy();
        Model c = a.copy();
        WorkerModels models = new WorkerModels(2 * a.sizeBytes())) {
      WorkerModel ofA = models.of(a);
      WorkerModel ofB = models.of(b);
      assertSame(ofA, models.of(a));
      models.of(c);
      assertEquals(2, models.size());
      assertSame(ofA, models.of(a), "used after b");
      assertNotSame(ofB, models.of(b));
    }
  }

  @Test
  void oneModelAlwaysFits() {
    try (Model a = Model.load("point_mass.xml", PointMassTask.sceneFiles());
        WorkerModels models = new WorkerModels(1)) {
      assertSame(models.of(a), models.of(a));
    }
  }

  @Test
  void copiesOfClosedScenesAreDropped() {
    try (Model a = Model.load("point_mass.xml", PointMassTask.sceneFiles());
        Model c = a.copy();
        WorkerModels models = new WorkerModels(3 * a.sizeBytes())) {
      Model b = a.copy();
      models.of(a);
      models.of(b);
      b.close();
      models.of(c);
      assertEquals(2, models.size(), "a and c");
    }
  }
}
