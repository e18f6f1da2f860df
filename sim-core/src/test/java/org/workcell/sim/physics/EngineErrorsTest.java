package org.workcell.sim.physics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.mujoco.global.MuJoCo;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.engine.EngineException;
import org.workcell.testing.PointMassTask;

/** Every way in which the engine can fail: the process survives and the message helps. */
class EngineErrorsTest {

  /** Boxes in a heap, with a tiny arena. */
  private static final String CROWDED =
      """
      <mujoco>
        <size memory="60K"/>
        <worldbody>
          <geom type="plane" size="1 1 .1"/>
          <replicate count="12" offset="0 0 0.15">
            <body pos="0 0 0.1"><freejoint/><geom type="box" size=".1 .1 .1"/></body>
          </replicate>
        </worldbody>
      </mujoco>
      """;

  private static Model model(String xml) {
    return Model.load("scene.xml", Map.of("scene.xml", xml.getBytes(StandardCharsets.UTF_8)));
  }

  private static ModelException failure(String xml) {
    return assertThrows(ModelException.class, () -> model(xml));
  }

  private static void assertMessage(Exception error, String... parts) {
    for (String part : parts) {
      assertTrue(error.getMessage().contains(part), error.getMessage());
    }
  }

  @Test
  void brokenXmlNamesThePlace() {
    assertMessage(failure("<mujoco><worldbody></mujoco>"), "scene.xml", "worldbody");
  }

  @Test
  void unknownElementIsNamed() {
    assertMessage(failure("<mujoco><wurldbody/></mujoco>"), "wurldbody");
  }

  @Test
  void compileErrorIsExplained() {
    assertMessage(
        failure("<mujoco><worldbody><body><freejoint/></body></worldbody></mujoco>"),
        "mass and inertia");
  }

  @Test
  void missingIncludeIsNamed() {
    assertMessage(failure("<mujoco><include file='absent.xml'/></mujoco>"), "absent.xml");
  }

  @Test
  void missingSceneFileIsNamed(@TempDir Path folder) {
    Path absent = folder.resolve("absent.xml");
    assertMessage(
        assertThrows(ModelException.class, () -> Model.load(absent)), "absent.xml", "check");
  }

  @Test
  void brokenSceneFileOnDiskIsExplained(@TempDir Path folder) throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.xml"), "<mujoco>");
    assertMessage(assertThrows(ModelException.class, () -> Model.load(broken)), "broken.xml");
  }

  @Test
  void engineErrorBecomesAnException() {
    Engine.load();
    RuntimeException error =
        assertThrows(RuntimeException.class, () -> MuJoCo.wc_raise("out of everything"));
    assertMessage(error, "out of everything");
  }

  @Test
  void fullStackBecomesAnExceptionAndOthersGoOn() {
    RuntimeException error = null;
    // How much memory is too little for a step, yet enough to compile, depends on the engine.
    for (int kilobytes = 1; kilobytes < 200 && error == null; kilobytes++) {
      error = stepWithMemory(kilobytes);
    }
    assertNotNull(error, "no size of the stack led to an error");
    assertInstanceOf(EngineException.class, error);
    assertMessage(error, "stack", "reset");
    try (Model roomy = model(PointMassTask.sceneXml());
        Physics other = new Physics(roomy)) {
      other.step(1);
      assertEquals(0.01, other.time().get(0), 1e-12);
    }
  }

  private static RuntimeException stepWithMemory(int kilobytes) {
    try (Model cramped = model(CROWDED.replace("60K", kilobytes + "K"))) {
      try (Physics physics = new Physics(cramped)) {
        physics.step(20);
        return null;
      } catch (RuntimeException e) {
        return e;
      }
    } catch (ModelException compilingFailed) {
      return null;
    }
  }

  @Test
  void smallArenaIsReported() {
    try (Model model = model(CROWDED);
        Physics physics = new Physics(model)) {
      try {
        physics.step(50);
      } catch (RuntimeException e) {
        // A later engine may refuse instead of dropping contacts; both must be said.
        assertMessage(e, "stack");
        return;
      }
      Map<String, Integer> warnings = physics.warnings().countByName();
      assertTrue(
          warnings.containsKey("CONTACTFULL") || warnings.containsKey("CNSTRFULL"),
          warnings.toString());
    }
  }

  @Test
  void nonFiniteStateIsReportedAndResetHelps() {
    try (Model model = model(PointMassTask.sceneXml());
        Physics physics = new Physics(model)) {
      physics.qpos().set(0, Double.NaN);
      BadStateException error = assertThrows(BadStateException.class, () -> physics.step(1));
      assertMessage(error, "BADQPOS", "reset");
      physics.reset();
      physics.step(1);
      assertEquals(0, physics.warnings().total());
    }
  }

  @Test
  void nonFiniteControlIsReported() {
    try (Model model = model(PointMassTask.sceneXml());
        Physics physics = new Physics(model)) {
      physics.ctrl().set(0, Double.NaN);
      assertMessage(assertThrows(BadStateException.class, () -> physics.step(1)), "BADCTRL");
    }
  }

  @Test
  void stateOfWrongSizeIsRefused() {
    try (Model model = model(PointMassTask.sceneXml());
        Physics physics = new Physics(model)) {
      assertMessage(
          assertThrows(IllegalArgumentException.class, () -> physics.writeState(new double[3])),
          "not 3");
    }
  }

  @Test
  void unknownNameListsThoseThereAre() {
    try (Model model = model(PointMassTask.sceneXml())) {
      assertMessage(
          assertThrows(IllegalArgumentException.class, () -> model.site("gaol")), "gaol", "goal");
    }
  }

  @Test
  void closedHandlesAreRefused() {
    Model model = model(PointMassTask.sceneXml());
    Physics physics = new Physics(model);
    DoubleArray positions = physics.qpos();
    physics.close();
    physics.close();
    assertMessage(assertThrows(IllegalStateException.class, () -> physics.step(1)), "closed");
    assertThrows(IllegalStateException.class, physics::forward);
    assertThrows(IllegalStateException.class, physics::warnings);
    assertThrows(IllegalStateException.class, () -> positions.get(0));
    assertThrows(IllegalStateException.class, () -> positions.set(0, 1));
    model.close();
    model.close();
    assertMessage(assertThrows(IllegalStateException.class, () -> new Physics(model)), "closed");
    assertThrows(IllegalStateException.class, model::copy);
  }

  @Test
  void stepAfterTheModelIsClosedIsRefused() {
    Model model = model(PointMassTask.sceneXml());
    try (Physics physics = new Physics(model)) {
      WorkerModel copy = new WorkerModel(model);
      physics.useModel(copy);
      copy.close();
      assertMessage(assertThrows(IllegalStateException.class, () -> physics.step(1)), "closed");
      model.close();
      assertThrows(IllegalStateException.class, () -> physics.step(1));
    }
  }

  @Test
  void contactsAreReadWhereverTheyMove() {
    String twoBalls =
        """
        <mujoco>
          <worldbody>
            <geom name="floor" type="plane" size="1 1 .1"/>
            <body pos="0 0 .2"><freejoint/><geom name="low" type="box" size=".1 .1 .1"/></body>
            <body pos="0 0 .5"><freejoint/><geom name="high" type="box" size=".1 .1 .1"/></body>
          </worldbody>
        </mujoco>
        """;
    try (Model model = model(twoBalls);
        Physics physics = new Physics(model)) {
      Contacts contacts = new Contacts(64);
      for (int i = 0; i < 2000; i++) {
        physics.step(1);
        physics.readContacts(contacts);
      }
      double weight = 2 * 8 * 9.81;
      double floorForce = 0;
      for (int i = 0; i < contacts.size(); i++) {
        if (contacts.geom1(i) == model.geom("floor")) {
          floorForce += contacts.normalForce(i);
          assertEquals(1, contacts.normal(i, 2), 1e-6);
        }
      }
      assertEquals(weight, floorForce, 0.01 * weight);
      assertEquals(floorForce, physics.normalForce(model.geom("low"), model.geom("floor")), 1e-9);
      Contacts few = new Contacts(1);
      physics.readContacts(few);
      assertEquals(1, few.size());
      assertTrue(few.overflowed());
    }
  }

  @Test
  void warningsLeaveNoLogFileBehind() {
    Path log = Path.of("MUJOCO_LOG.TXT");
    assertDoesNotThrow(this::nonFiniteStateIsReportedAndResetHelps);
    assertTrue(Files.notExists(log), "the engine wrote " + log.toAbsolutePath());
  }

  @Test
  void foreignWorkerModelIsRefused() {
    try (Model one = model(PointMassTask.sceneXml());
        Model other = model(CROWDED);
        Physics physics = new Physics(one);
        WorkerModel foreign = new WorkerModel(other)) {
      assertThrows(IllegalArgumentException.class, () -> physics.useModel(foreign));
      double[] before = physics.qpos().toArray();
      assertArrayEquals(before, physics.qpos().toArray());
    }
  }
}
