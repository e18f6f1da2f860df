package org.workcell.sim.scene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;

class SceneBuilderTest {

  private static final Fragment ARENA =
      Fragment.ofXml(
          "arena.xml",
          "<mujoco><worldbody><geom name='floor' type='plane' size='1 1 .1'/>"
              + "<body name='table' pos='0 0 .4'><geom type='box' size='.3 .3 .02'/></body>"
              + "</worldbody></mujoco>");

  private static final Fragment CUP =
      Fragment.ofXml(
          "cup.xml",
          "<mujoco><worldbody><body name='cup'>"
              + "<geom name='wall' type='cylinder' size='.04 .05' mass='.2'/>"
              + "<site name='rim' pos='0 0 .05'/></body></worldbody></mujoco>");

  @Test
  void oneFragmentIsAttachedManyTimes() {
    try (SceneBuilder builder = SceneBuilder.from("kitchen", ARENA)) {
      builder
          .addFreeObject(CUP, "red_", Placement.at(0.1, 0, 0.5))
          .addFreeObject(CUP, "blue_", Placement.at(-0.1, 0, 0.5))
          .attachTo("table", CUP, "fixed_", Placement.at(0, 0.2, 0.07).turned(Math.PI / 2));
      try (Model model = builder.compile();
          Physics physics = new Physics(model)) {
        assertEquals(14, model.positionCount());
        assertEquals(7, model.positionAddress("blue_joint"));
        assertEquals(0, model.positionAddress("red_joint"));
        physics.forward();
        double[] rim = new double[3];
        physics.sitePos().readRow(model.site("fixed_rim"), rim);
        assertArrayEquals(new double[] {0, 0.2, 0.52}, rim, 1e-9);
        double[] turned = new double[4];
        physics.bodyQuat().readRow(model.body("fixed_cup"), turned);
        assertArrayEquals(new double[] {Math.sqrt(0.5), 0, 0, Math.sqrt(0.5)}, turned, 1e-9);
        physics.step(100);
      }
    }
  }

  @Test
  void composedSceneIsSavedAndLoadsAgain() {
    String xml;
    try (SceneBuilder builder = SceneBuilder.from("kitchen", ARENA)) {
      builder.addFreeObject(CUP, "red_", Placement.at(0.1, 0, 0.5));
      builder.compile().close();
      xml = builder.toXml();
    }
    assertTrue(xml.contains("red_cup"), xml);
    Fragment saved = Fragment.ofXml("saved.xml", xml);
    try (Model model = Model.load("saved.xml", saved.files())) {
      assertTrue(model.has(ObjectKind.SITE, "red_rim"));
    }
  }

  @Test
  void brokenFragmentIsExplainedAndTheBuilderRefusesToGoOn() {
    try (SceneBuilder builder = SceneBuilder.from("kitchen", ARENA)) {
      builder.attach(CUP, "same_", Placement.ORIGIN);
      ModelException error =
          assertThrows(
              ModelException.class,
              () -> {
                builder.attach(CUP, "same_", Placement.ORIGIN);
                builder.compile();
              });
      assertTrue(error.getMessage().contains("kitchen"), error.getMessage());
      assertThrows(IllegalStateException.class, builder::compile);
    }
  }

  @Test
  void fragmentNeedsExactlyOneBody() {
    Fragment none = Fragment.ofXml("none.xml", "<mujoco><worldbody/></mujoco>");
    try (SceneBuilder builder = SceneBuilder.from("kitchen", ARENA)) {
      ModelException error =
          assertThrows(ModelException.class, () -> builder.attach(none, "a_", Placement.ORIGIN));
      assertTrue(error.getMessage().contains("exactly one body"), error.getMessage());
    }
  }

  @Test
  void unknownParentIsNamed() {
    try (SceneBuilder builder = SceneBuilder.from("kitchen", ARENA)) {
      ModelException error =
          assertThrows(
              ModelException.class, () -> builder.attachTo("shelf", CUP, "a_", Placement.ORIGIN));
      assertTrue(error.getMessage().contains("shelf"), error.getMessage());
    }
  }

  @Test
  void brokenXmlIsExplained() {
    Fragment broken = Fragment.ofXml("broken.xml", "<mujoco><oops/></mujoco>");
    assertThrows(ModelException.class, () -> SceneBuilder.from("kitchen", broken));
    SceneBuilder builder = SceneBuilder.from("kitchen", ARENA);
    assertThrows(ModelException.class, () -> builder.attach(broken, "a_", Placement.ORIGIN));
    builder.close();
    builder.close();
    assertThrows(IllegalStateException.class, builder::compile);
  }
}
