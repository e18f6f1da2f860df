package org.workcell.sim.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.DriveConstants;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.testing.TestArm;

/** Drives of a robot in the place of a scene's own servos. */
class ActuatorModelTest {

  private static final Map<String, Double> NO_CONSTANTS = Map.of();

  private final EnvironmentFactory factory = new EnvironmentFactory();

  @AfterEach
  void close() {
    factory.close();
  }

  static TaskDefinition task() {
    ServoArm arm = TestArm.servos().gripper(TestArm.gripper(Gripper.Action.METRES)).build();
    return new ArmTask(
        "arm/joint-normalized-v1", JointPositionController.builder(arm).normalized().build());
  }

  /** The servos of the scene, scaled. */
  static ActuatorModel servos(double scale, Map<String, Double> constants) {
    Map<String, Map<String, Double>> servos = new LinkedHashMap<>();
    for (int i = 1; i <= TestArm.JOINTS; i++) {
      double stiffness = i < 5 ? 900 : 300;
      double damping = i < 5 ? 20 : 8;
      servos.put("servo" + i, Map.of("stiffness", scale * stiffness, "damping", scale * damping));
    }
    return of(List.of(new ActuatorChain.Stage("servo", servos)), constants);
  }

  private static ActuatorModel of(List<ActuatorChain.Stage> stages, Map<String, Double> constants) {
    return new ActuatorModel(Optional.empty(), ActuatorChain.of(stages), constants);
  }

  private double[] episode(EnvironmentOptions options) {
    try (SimulatedEnvironment environment = factory.newEnvironment(task(), options)) {
      BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
      environment.reset(ResetOptions.seed(3), storage, 0);
      double[] action = new double[environment.spec().task().action().size()];
      for (int step = 0; step < 20; step++) {
        for (int i = 0; i < TestArm.JOINTS; i++) {
          action[i] = 0.2 * Math.sin(0.3 * step + i);
        }
        storage.action().putRow(0, action);
        environment.step(storage, 0);
      }
      return environment.physics().qpos().toArray();
    }
  }

  private static double distance(double[] some, double[] others) {
    double largest = 0;
    for (int i = 0; i < TestArm.JOINTS; i++) {
      largest = Math.max(largest, Math.abs(some[i] - others[i]));
    }
    return largest;
  }

  @Test
  void aChainTakesThePlaceOfTheScenesServos() {
    EnvironmentOptions plain = EnvironmentOptions.defaults();
    double[] own = episode(plain);
    double[] same = episode(plain.withActuators(servos(1, NO_CONSTANTS)));
    double[] weak = episode(plain.withActuators(servos(0.2, NO_CONSTANTS)));
    // The engine's own damping is implicit in time, that of a stage is not.
    assertEquals(0, distance(own, same), 5e-3);
    assertTrue(distance(own, weak) > 0.05, "a weaker servo: " + distance(own, weak));
    assertArrayEquals(weak, episode(plain.withActuators(servos(0.2, NO_CONSTANTS))));
  }

  @Test
  void jointsHaveOtherConstantsInAVariantOfTheScene() {
    Map<String, Double> constants =
        Map.of(
            "joint:joint2/armature",
            0.4,
            "joint:joint2/damping",
            9.0,
            "joint:joint2/frictionloss",
            0.7);
    EnvironmentOptions options = EnvironmentOptions.defaults();
    SimulatedEnvironment plain = factory.newEnvironment(task(), options);
    SimulatedEnvironment varied =
        factory.newEnvironment(task(), options.withActuators(servos(1, constants)));
    assertNotEquals(plain.spec().assetsSha256(), varied.spec().assetsSha256());
    Model model = varied.physics().scene();
    assertEquals(0.4, model.get(ModelField.DOF_ARMATURE, 1));
    assertEquals(9, model.get(ModelField.DOF_DAMPING, 1));
    assertEquals(0.7, model.get(ModelField.DOF_FRICTIONLOSS, 1));
    assertEquals(0.05, plain.physics().scene().get(ModelField.DOF_ARMATURE, 1));
    assertEquals(
        plain.physics().scene().get(ModelField.DOF_INERTIA0, 1) + 0.35,
        model.get(ModelField.DOF_INERTIA0, 1),
        1e-12);
  }

  private static Model compiled(String armature, String kp, String kv) {
    String mjcf =
        """
        <mujoco>
          <worldbody>
            <body><joint name="a" axis="0 1 0" armature="%s"/><geom size=".1" pos=".3 0 0" mass="2"/>
              <body pos=".6 0 0"><joint name="b" axis="0 1 0"/><geom size=".1" mass="1"/></body>
            </body>
          </worldbody>
          <actuator><position name="a" joint="a" kp="%s" kv="%s"/></actuator>
        </mujoco>
        """
            .formatted(armature, kp, kv);
    return Model.load("two.xml", Map.of("two.xml", mjcf.getBytes(StandardCharsets.UTF_8)));
  }

  /** All that the engine derives is as if the file had said so. */
  @Test
  void aChangedModelIsAsCompiled() {
    try (Model changed = compiled("0.1", "3", "0");
        Model wanted = compiled("0.3", "7", "0.5")) {
      DriveConstants.change(
          changed, Map.of("joint:a/armature", 0.3, "actuator:a/kp", 7.0, "actuator:a/kv", 0.5));
      for (ModelField field : ModelField.values()) {
        assertArrayEquals(wanted.values(field), changed.values(field), 1e-12, field.engineName());
      }
    }
  }

  @Test
  void identitiesNameSourceJointsAndStages() {
    ActuatorModel.Source source = new ActuatorModel.Source("p.json", "abc", "{}");
    ActuatorChain chain = servos(1, NO_CONSTANTS).chain();
    ActuatorModel model =
        new ActuatorModel(
            Optional.of(source),
            chain,
            Map.of("joint:joint1/damping", 2.0, "joint:joint1/armature", 1.0));
    assertEquals(
        "actuators(sha256=abc)@joint:joint1/armature=1.0;joint:joint1/damping=2.0",
        model.identities().get(0));
    assertEquals(chain.identity(), model.identities().get(1));
    EnvironmentOptions options = EnvironmentOptions.defaults().withActuators(model);
    assertEquals(model.identities(), options.commandPath().stages());
    assertNotEquals(servos(1, NO_CONSTANTS), servos(1.1, NO_CONSTANTS));
  }

  /** Randomized gains of a servo that is replaced scale what takes its place. */
  @Test
  void scaledGainsScaleTheTorque() {
    try (Model scene = compiled("0.1", "3", "0")) {
      ActuatorModel model =
          of(
              List.of(new ActuatorChain.Stage("servo", Map.of("a", Map.of("stiffness", 5.0)))),
              NO_CONSTANTS);
      ModelEdits scaled = new ModelEdits();
      scaled.set(ModelField.ACTUATOR_GAINPRM, 0, 4.5);
      ModelEdits edits = model.servoReplacements(scene, scaled);
      assertEquals(1.5, edits.valueOr(ModelField.ACTUATOR_GAINPRM, 0, Double.NaN));
      assertEquals(0, edits.valueOr(ModelField.ACTUATOR_BIASPRM, 1, Double.NaN));
      edits = model.servoReplacements(scene, new ModelEdits());
      assertEquals(1, edits.valueOr(ModelField.ACTUATOR_GAINPRM, 0, Double.NaN));
    }
  }

  @Test
  void actuatorsMayHaveTheNamesOfJoints() {
    ActuatorModel byJoint =
        of(
            List.of(
                new ActuatorChain.Stage("delay", Map.of("joint3", Map.of("delay_seconds", 0.04)))),
            NO_CONSTANTS);
    ActuatorModel byActuator =
        of(
            List.of(
                new ActuatorChain.Stage("delay", Map.of("servo3", Map.of("delay_seconds", 0.04)))),
            NO_CONSTANTS);
    EnvironmentOptions options = EnvironmentOptions.defaults();
    double[] delayed = episode(options.withActuators(byJoint));
    assertArrayEquals(delayed, episode(options.withActuators(byActuator)));
    assertTrue(distance(delayed, episode(options)) > 1e-3);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertMessage("no actuator 'elbow', nor a joint", stage("delay", "elbow"), NO_CONSTANTS);
    assertMessage(
        "needs a motor that takes torques",
        stage("dc-motor", "servo1"),
        NO_CONSTANTS,
        "volts without a servo");
    assertMessage("no joint 'elbow'", stage("delay", "servo1"), Map.of("joint:elbow/damping", 1.0));
    assertMessage(
        "no constant of a drive", stage("delay", "servo1"), Map.of("joint:joint1/mass", 1.0));
    assertMessage(
        "finite non-negative",
        stage("delay", "servo1"),
        Map.of("joint:joint1/damping", Double.NaN));
  }

  private static List<ActuatorChain.Stage> stage(String name, String actuator) {
    return List.of(new ActuatorChain.Stage(name, Map.of(actuator, Map.of())));
  }

  private void assertMessage(
      String part,
      List<ActuatorChain.Stage> stages,
      Map<String, Double> constants,
      String... what) {
    Executable call =
        () ->
            factory.newEnvironment(
                task(), EnvironmentOptions.defaults().withActuators(of(stages, constants)));
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), String.join("", what) + message);
  }
}
