package org.workcell.sim.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.Rotations;
import org.workcell.testing.TestArm;

class EndEffectorPoseControllerTest {

  private static final ServoArm ARM = TestArm.servos().build();
  private static final double[] LOW = {-1, -1, 0};
  private static final double[] HIGH = {1, 1, 1.5};

  private static EndEffectorPoseBuilder settings() {
    return EndEffectorPoseController.builder(ARM, TestArm.BASE, TestArm.TIP);
  }

  private static ControllerBench<EndEffectorPoseController> delta(EndEffectorFrame frame) {
    return new ControllerBench<>(
        settings().delta(frame, DeltaOrigin.TARGET).scale(0.05, 0.2, 1).build());
  }

  private static void assertPose(Pose expected, Pose actual, double metres, double radians) {
    assertArrayEquals(expected.position(), actual.position(), metres);
    double[] difference = new double[3];
    Rotations.difference(expected.rotation(), actual.rotation(), difference);
    assertArrayEquals(new double[3], difference, radians);
  }

  @Test
  void fiveCentimetresAlongTheWorldsAxesMoveTheTipSo() {
    for (int axis = 0; axis < 3; axis++) {
      try (var bench = delta(EndEffectorFrame.WORLD)) {
        Pose expected = bench.tip();
        expected.position()[axis] += 0.05;
        double[] action = new double[6];
        action[axis] = 1;
        bench.step(action);
        assertTrue(bench.controller().reached());
        bench.steps(40, new double[6]);
        assertPose(expected, bench.tip(), 1e-3, 3e-3);
      }
    }
  }

  @Test
  void fiveCentimetresAlongTheTipsOwnAxesMoveItSo() {
    for (int axis = 0; axis < 3; axis++) {
      try (var bench = delta(EndEffectorFrame.OWN)) {
        Pose expected = bench.tip();
        expected.advance(axis, 0.05);
        double[] action = new double[6];
        action[axis] = 1;
        bench.step(action);
        bench.steps(40, new double[6]);
        assertPose(expected, bench.tip(), 1e-3, 3e-3);
      }
    }
  }

  @Test
  void turnsAreAboutTheAxesOfTheFrame() {
    for (int axis = 0; axis < 3; axis++) {
      double[] action = new double[6];
      action[3 + axis] = 1;
      try (var own = delta(EndEffectorFrame.OWN);
          var world = delta(EndEffectorFrame.WORLD)) {
        Pose expected = own.tip();
        expected.turn(axis, 0.2);
        own.step(action);
        own.steps(40, new double[6]);
        assertPose(expected, own.tip(), 1e-3, 3e-3);

        Pose before = world.tip();
        double[] turn = new double[9];
        Rotations.identity(turn);
        Rotations.turn(turn, axis, 0.2);
        Rotations.multiply(turn, before.rotation(), expected.rotation());
        world.step(action);
        world.steps(40, new double[6]);
        assertPose(expected, world.tip(), 1e-3, 3e-3);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(RotationForm.class)
  void absolutePosesAreReachedInEveryForm(RotationForm form) {
    var factory = settings().rotation(form).workspace(LOW, HIGH).build();
    try (var bench = new ControllerBench<>(factory)) {
      Pose goal = bench.tip();
      goal.position()[0] -= 0.06;
      goal.position()[2] += 0.04;
      if (form != RotationForm.NONE) {
        goal.turn(1, 0.3);
      }
      double[] action = actionFor(goal, form);
      assertEquals(action.length, factory.actionSpace("action", DataType.FLOAT64).size());
      bench.steps(60, action);
      assertTrue(bench.controller().reached());
      assertPose(goal, bench.controller().target(), 1e-12, 1e-7);
      if (form == RotationForm.NONE) {
        assertArrayEquals(goal.position(), bench.tip().position(), 1e-3);
      } else {
        assertPose(goal, bench.tip(), 1e-3, 3e-3);
      }
    }
  }

  private static double[] actionFor(Pose goal, RotationForm form) {
    double[] action = new double[3 + form.size()];
    System.arraycopy(goal.position(), 0, action, 0, 3);
    double[] quatWxyz = new double[4];
    Rotations.toQuatWxyz(goal.rotation(), quatWxyz);
    switch (form) {
      case AXIS_ANGLE -> {
        double[] identity = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        double[] axisAngle = new double[3];
        Rotations.difference(identity, goal.rotation(), axisAngle);
        System.arraycopy(axisAngle, 0, action, 3, 3);
      }
      case QUAT_WXYZ -> System.arraycopy(quatWxyz, 0, action, 3, 4);
      case QUAT_XYZW -> {
        System.arraycopy(quatWxyz, 1, action, 3, 3);
        action[6] = quatWxyz[0];
      }
      case NONE -> {
        // Nothing to write.
      }
    }
    return action;
  }

  @Test
  void aQuaternionOfZerosLeavesTheOrientationAlone() {
    var factory = settings().rotation(RotationForm.QUAT_WXYZ).workspace(LOW, HIGH).build();
    try (var bench = new ControllerBench<>(factory)) {
      Pose goal = bench.tip();
      goal.position()[2] += 0.03;
      bench.step(goal.position()[0], goal.position()[1], goal.position()[2], 0, 0, 0, 0);
      assertTrue(bench.controller().reached());
      assertPose(goal, bench.controller().target(), 1e-12, 1e-7);
    }
  }

  @Test
  void measuredDeltasStartFromWhereTheTipIs() {
    var factory =
        settings()
            .rotation(RotationForm.NONE)
            .delta(EndEffectorFrame.WORLD, DeltaOrigin.MEASURED)
            .scale(0.05, 1, 1)
            .build();
    try (var bench = new ControllerBench<>(factory)) {
      bench.step(1, 0, 0);
      Pose now = bench.tip();
      bench.step(0, 0, 1);
      double[] expected = now.position().clone();
      expected[2] += 0.05;
      assertArrayEquals(expected, bench.controller().target().position(), 1e-12);
    }
  }

  @Test
  void whatIsOutOfReachIsSaidAndDoesNotAddUp() {
    try (var bench = delta(EndEffectorFrame.WORLD)) {
      bench.steps(60, 0, 0, 1, 0, 0, 0);
      assertFalse(bench.controller().reached());
      double height = bench.controller().target().position()[2];
      assertTrue(height < 1.5, "asks for " + height);
      for (int i = 0; i < TestArm.JOINTS; i++) {
        assertTrue(
            bench.command()[i] >= TestArm.low()[i] && bench.command()[i] <= TestArm.high()[i]);
      }
      bench.steps(20, 0, 0, -1, 0, 0, 0);
      assertTrue(bench.tip().position()[2] < height - 0.5, "still at " + bench.tip().position()[2]);
    }
  }

  @Test
  void positionsStayInTheWorkspace() {
    double[] high = {1, 1, 0.5};
    var factory = settings().rotation(RotationForm.NONE).workspace(LOW, high).build();
    try (var bench = new ControllerBench<>(factory)) {
      double[] tip = bench.tip().position();
      bench.step(tip[0], tip[1], 9);
      assertEquals(0.5, bench.controller().target().position()[2]);
    }
    BlockSpec actions = factory.actionSpace("action", DataType.FLOAT32);
    assertArrayEquals(LOW, actions.low());
    assertArrayEquals(high, actions.high());
    assertThrows(IllegalArgumentException.class, () -> settings().build());
  }

  @Test
  void aBaseThatAnEpisodeHasMovedCounts() {
    try (var bench = delta(EndEffectorFrame.WORLD)) {
      // What a model edit of the pedestal does to the positions that the engine computes.
      int base = bench.physics().scene().body(TestArm.BASE);
      double x = bench.physics().bodyPos().get(base, 0);
      bench.physics().bodyPos().set(base, 0, x + 0.3);
      Pose before = bench.controller().target();
      double[] expected = before.position().clone();
      expected[0] += 0.3;
      bench.controller().start(bench.physics());
      assertArrayEquals(expected, bench.controller().target().position(), 1e-12);
    }
  }

  @Test
  void chainAndArmMustHaveTheSameJoints() {
    ServoArm shorter = ServoArm.builder().hinge("joint1", "servo1", -1, 1).build();
    var factory =
        EndEffectorPoseController.builder(shorter, TestArm.BASE, TestArm.TIP)
            .workspace(LOW, HIGH)
            .build();
    try (var bench = delta(EndEffectorFrame.WORLD)) {
      IllegalArgumentException error =
          assertThrows(
              IllegalArgumentException.class, () -> factory.newController(bench.physics()));
      assertTrue(error.getMessage().contains("joint7"), error.getMessage());
    }
  }
}
