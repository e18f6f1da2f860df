package org.workcell.sim.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.control.CommandSpec.Component;
import org.workcell.sim.control.CommandSpec.Kind;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.testing.TestArm;

class JointControllersTest {

  private static final String SPINNER =
      """
        <mujoco>
          <option timestep="0.002" gravity="0 0 0"/>
          <worldbody>
            <body><joint name="spin" armature="0.1"/><geom size="0.1" mass="0.1"/></body>
            <body pos="1 0 0"><joint name="still" armature="1"/><geom size="0.1" mass="0.1"/></body>
          </worldbody>
          <actuator>
            <velocity name="motor" joint="spin" kv="1"/>
            <position name="servo" joint="still" kp="1"/>
          </actuator>
        </mujoco>
      """;

  private static final ServoArm ARM = TestArm.servos().build();

  private static double[] homePlus(int joint, double radians) {
    double[] joints = TestArm.home();
    joints[joint] += radians;
    return joints;
  }

  private static double[] only(int joint, double value) {
    double[] action = new double[TestArm.JOINTS];
    action[joint] = value;
    return action;
  }

  private static void assertJoints(double[] expected, ControllerBench<?> bench, double tolerance) {
    for (int i = 0; i < TestArm.JOINTS; i++) {
      assertEquals(expected[i], bench.joint(i), tolerance, "joint " + i);
    }
  }

  @Test
  void absolutePositionsAreReached() {
    try (var bench = new ControllerBench<>(JointPositionController.builder(ARM).build())) {
      double[] goal = homePlus(3, 0.3);
      bench.steps(60, goal);
      assertArrayEquals(goal, bench.command());
      assertJoints(goal, bench, 1e-3);
    }
  }

  @Test
  void targetsStayWithinLimits() {
    try (var bench = new ControllerBench<>(JointPositionController.builder(ARM).build())) {
      bench.step(9, -9, 0, 0, 0, 0, 0);
      assertEquals(2.8, bench.command()[0]);
      assertEquals(-1.8, bench.command()[1]);
    }
  }

  @Test
  void normalizedActionsSpanTheLimits() {
    try (var bench =
        new ControllerBench<>(JointPositionController.builder(ARM).normalized().build())) {
      bench.step(-1, 1, 0, 0.5, 0, 0, 3);
      assertEquals(-2.8, bench.command()[0], 1e-15);
      assertEquals(1.8, bench.command()[1], 1e-15);
      assertEquals(-2.2 + 0.75 * 3.4, bench.command()[3], 1e-15);
      assertEquals(2.8, bench.command()[6], 1e-15);
    }
  }

  @Test
  void deltasAreScaledAndClippedAndAddedToWhereTheArmIs() {
    try (var bench =
        new ControllerBench<>(
            JointPositionController.builder(ARM).delta(0.5, 0.2, DeltaOrigin.MEASURED).build())) {
      bench.step(only(0, 0.1));
      assertEquals(TestArm.home()[0] + 0.05, bench.command()[0], 1e-15);
      double now = bench.joint(0);
      bench.step(only(0, 7));
      assertEquals(now + 0.1, bench.command()[0], 1e-15);
    }
  }

  @Test
  void deltasToTheTargetAddUpToTheBit() {
    try (var bench =
        new ControllerBench<>(
            JointPositionController.builder(ARM).delta(1, 1, DeltaOrigin.TARGET).build())) {
      bench.steps(4, only(5, 0.0625));
      assertEquals(TestArm.home()[5] + 0.25, bench.command()[5], 1e-15);
      bench.steps(60, new double[TestArm.JOINTS]);
      assertJoints(homePlus(5, 0.25), bench, 1e-3);
    }
  }

  @Test
  void anArmThatCarriesItsWeightRestsAndOneThatDoesNotSags() {
    ServoArm lazy = weightless();
    try (var resting = newDelta(ARM);
        var sagging = newDelta(lazy)) {
      resting.steps(60, new double[TestArm.JOINTS]);
      sagging.steps(60, new double[TestArm.JOINTS]);
      assertJoints(TestArm.home(), resting, 2e-3);
      assertTrue(Math.abs(sagging.joint(1) - TestArm.home()[1]) > 0.05, "" + sagging.joint(1));
    }
  }

  private static ControllerBench<JointPositionController> newDelta(ServoArm arm) {
    return new ControllerBench<>(
        JointPositionController.builder(arm).delta(1, 1, DeltaOrigin.MEASURED).build());
  }

  private static ServoArm weightless() {
    ServoArm.Builder arm = ServoArm.builder().substeps(TestArm.SUBSTEPS);
    ARM.joints().forEach(j -> arm.hinge(j.name(), j.actuator(), j.low(), j.high()));
    return arm.build();
  }

  @Test
  void weightThatTheSceneCarriesIsNotCarriedTwice() {
    String scene =
        """
        <mujoco>
          <option timestep="0.002"/>
          <worldbody>
            <body gravcomp="1">
              <joint name="lift" axis="0 1 0" damping="5"/>
              <geom size="0.05" pos="0.3 0 0" mass="1"/>
            </body>
          </worldbody>
          <actuator><position name="servo" joint="lift" kp="50"/></actuator>
        </mujoco>
        """;
    Map<String, byte[]> files = Map.of("lift.xml", scene.getBytes(StandardCharsets.UTF_8));
    ServoArm arm =
        ServoArm.builder().hinge("lift", "servo", -3, 3).substeps(25).carryingItsWeight().build();
    try (Model model = Model.load("lift.xml", files);
        Physics physics = new Physics(model)) {
      physics.forward();
      var factory = JointPositionController.builder(arm).delta(1, 1, DeltaOrigin.TARGET).build();
      Controller controller = factory.newController(physics);
      controller.start(physics);
      double[] command = new double[1];
      for (int i = 0; i < 40; i++) {
        controller.toCommand(new double[1], physics, command);
        controller.advance(command, physics);
      }
      assertEquals(0, physics.qpos().get(0), 1e-3);
    }
  }

  @Test
  void velocitiesIntegrate() {
    try (var bench =
        new ControllerBench<>(JointVelocityController.builder(ARM).speedPerAction(0.5).build())) {
      bench.steps(10, only(0, 1));
      assertEquals(0.5, bench.command()[0]);
      double halfway = bench.joint(0);
      bench.steps(10, only(0, 1));
      // 10 periods of 0.05 s at 0.5 rad/s; the servo follows at a distance, and catches up.
      assertEquals(0.25, bench.joint(0) - halfway, 5e-3);
      bench.steps(40, new double[TestArm.JOINTS]);
      assertJoints(homePlus(0, 0.5), bench, 2e-3);
    }
  }

  @Test
  void velocitiesFromTheMeasuredPositionDoNotAddUp() {
    try (var bench =
        new ControllerBench<>(
            JointVelocityController.builder(ARM).positionServos(DeltaOrigin.MEASURED).build())) {
      bench.step(only(0, 1));
      double now = bench.joint(0);
      bench.step(only(0, 1));
      // The joint has no weight to carry: the servo's control is its target.
      assertEquals(now + 0.05, bench.physics().ctrl().get(0), 0.01);
    }
  }

  @Test
  void velocitiesStopAtLimits() {
    try (var bench =
        new ControllerBench<>(JointVelocityController.builder(ARM).speedPerAction(2).build())) {
      bench.steps(60, only(0, 1));
      bench.step(only(0, -1));
      // One period back from the limit, however long it was pushed.
      assertEquals(2.8 - 0.1, bench.physics().ctrl().get(0), 0.05);
    }
  }

  @Test
  void velocityServosTakeVelocities() {
    Map<String, byte[]> files = Map.of("spin.xml", SPINNER.getBytes(StandardCharsets.UTF_8));
    ServoArm arm = ServoArm.builder().hinge("spin", "motor", -3, 3).substeps(500).build();
    ServoArm wrong = ServoArm.builder().hinge("still", "servo", -3, 3).build();
    try (Model model = Model.load("spin.xml", files);
        Physics physics = new Physics(model)) {
      var factory = JointVelocityController.builder(arm).speedPerAction(2).velocityServos().build();
      JointVelocityController controller = factory.newController(physics);
      controller.start(physics);
      double[] command = new double[1];
      controller.toCommand(new double[] {0.5}, physics, command);
      controller.advance(command, physics);
      assertEquals(1, physics.ctrl().get(0));
      assertEquals(1, physics.qvel().get(0), 1e-3);
      IllegalArgumentException error =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  JointVelocityController.builder(wrong)
                      .velocityServos()
                      .build()
                      .newController(physics));
      assertTrue(error.getMessage().contains("velocity servo"), error.getMessage());
      assertThrows(
          IllegalArgumentException.class,
          () -> JointPositionController.builder(arm).build().newController(physics));
    }
  }

  @Test
  void anActuatorOfAnotherJointIsRefused() {
    ServoArm crossed = ServoArm.builder().hinge("joint1", "servo2", -1, 1).build();
    try (Model model = TestArm.newModel();
        Physics physics = new Physics(model)) {
      IllegalArgumentException error =
          assertThrows(
              IllegalArgumentException.class,
              () -> JointPositionController.builder(crossed).build().newController(physics));
      assertTrue(error.getMessage().contains("servo2"), error.getMessage());
    }
  }

  @Test
  void grippersOpenAndClose() {
    for (Gripper.Action action : Gripper.Action.values()) {
      ServoArm arm = TestArm.servos().gripper(TestArm.gripper(action)).build();
      try (var bench = new ControllerBench<>(JointPositionController.builder(arm).build())) {
        double open =
            switch (action) {
              case METRES -> 0.03;
              case DISCRETE -> 1;
              case SIGNED -> -1;
            };
        bench.steps(40, withGripper(open));
        assertEquals(0.03, bench.command()[TestArm.JOINTS], 1e-15);
        assertEquals(0.03, bench.joint(TestArm.JOINTS), 2e-3);
        assertEquals(0.03, bench.joint(TestArm.JOINTS + 1), 2e-3);
        bench.steps(40, withGripper(action == Gripper.Action.SIGNED ? 1 : 0));
        assertEquals(0, bench.joint(TestArm.JOINTS), 2e-3);
      }
    }
  }

  private static double[] withGripper(double value) {
    double[] action = java.util.Arrays.copyOf(TestArm.home(), TestArm.JOINTS + 1);
    action[TestArm.JOINTS] = value;
    return action;
  }

  @Test
  void commandsAndActionsAreDescribed() {
    ServoArm arm = TestArm.servos().gripper(TestArm.gripper(Gripper.Action.METRES)).build();
    var positions = JointPositionController.builder(arm).build();
    assertEquals(
        new Component("joint1_target", "rad", Kind.POSITION, CommandSpec.Tracked.joint("joint1")),
        positions.commandSpec().components().get(0));
    assertEquals(
        new Component("gripper_opening", "m", Kind.POSITION),
        positions.commandSpec().components().get(TestArm.JOINTS));
    BlockSpec actions = positions.actionSpace("action", DataType.FLOAT32);
    assertEquals(TestArm.JOINTS + 1, actions.size());
    assertEquals(-1.8, actions.low()[1]);
    assertEquals(0.03, actions.high()[TestArm.JOINTS]);
    var velocities = JointVelocityController.builder(arm).build();
    assertEquals(
        new Component(
            "joint7_velocity", "rad/s", Kind.VELOCITY, CommandSpec.Tracked.joint("joint7")),
        velocities.commandSpec().components().get(6));
    assertThrows(
        IllegalArgumentException.class, () -> new Component("joint1_target", "rad", Kind.TORQUE));
  }

  @Test
  void aControllerThatWasNotStartedSaysSo() {
    try (Model model = TestArm.newModel();
        Physics physics = new Physics(model)) {
      Controller controller = JointPositionController.builder(ARM).build().newController(physics);
      IllegalStateException error =
          assertThrows(
              IllegalStateException.class,
              () -> controller.toCommand(TestArm.home(), physics, new double[TestArm.JOINTS]));
      assertTrue(error.getMessage().contains("start"), error.getMessage());
    }
  }
}
