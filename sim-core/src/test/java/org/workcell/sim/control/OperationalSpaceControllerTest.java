package org.workcell.sim.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/** Operational-space control of a seven-joint arm under gravity, with known answers. */
class OperationalSpaceControllerTest {

  private static final double STEP = 0.002;
  private static final double[] START = {0, 0.4, 0, -1.8, 0, 1.6, 0.3};

  private Model model;
  private Physics physics;
  private OperationalSpaceController controller;
  private StageChain chain;
  private int site;

  private static String arm(double torqueLimit) {
    String[] axes = {"0 0 1", "0 1 0", "0 0 1", "0 1 0", "0 0 1", "0 1 0", "0 0 1"};
    StringBuilder bodies = new StringBuilder();
    StringBuilder motors = new StringBuilder();
    for (int i = 0; i < axes.length; i++) {
      bodies.append(
          "<body pos='0.02 0 .2'><joint name='j%d' axis='%s' armature='.1'/>".formatted(i, axes[i])
              + "<geom type='capsule' fromto='0 0 0 .02 0 .2' size='.03' mass='1'/>");
      motors.append(
          "<motor name='m%d' joint='j%d' ctrllimited='true' ctrlrange='-%s %s'/>"
              .formatted(i, i, torqueLimit, torqueLimit));
    }
    bodies.append("<site name='grip' pos='0.05 0 .25'/>");
    bodies.append("</body>".repeat(axes.length));
    return "<mujoco><option timestep='%s'><flag contact='disable'/></option><worldbody>"
            .formatted(STEP)
        + bodies
        + "</worldbody><actuator>"
        + motors
        + "</actuator></mujoco>";
  }

  @BeforeEach
  void open() {
    open(1000);
  }

  private void open(double torqueLimit) {
    byte[] mjcf = arm(torqueLimit).getBytes(StandardCharsets.UTF_8);
    model = Model.load("arm.xml", Map.of("arm.xml", mjcf));
    physics = new Physics(model);
    site = model.site("grip");
    List<String> motors = new ArrayList<>();
    for (int i = 0; i < START.length; i++) {
      motors.add("m" + i);
    }
    OperationalSpaceStage stage =
        new OperationalSpaceStage(model, "grip", motors, OperationalSpaceGains.critical(150, 10));
    controller =
        OperationalSpaceController.builder(model, stage)
            .actionScale(0.05, 0.5)
            .substeps(25)
            .build();
    chain = StageChain.attach(physics, controller.stages()).orElseThrow();
    physics.qpos().write(0, START);
    physics.forward();
    stage.start(physics, false);
    chain.activate();
  }

  @AfterEach
  void close() {
    physics.close();
    model.close();
  }

  private void act(double... action) {
    double[] command = new double[7];
    controller.toCommand(action, physics, command);
    controller.advance(command, physics);
  }

  private double[] grip() {
    physics.refreshPositions();
    double[] position = new double[3];
    physics.sitePos().readRow(site, position);
    return position;
  }

  @Test
  void carriesItsWeight() {
    double[] before = grip();
    physics.step(1000);
    assertArrayEquals(START, physics.qpos().toArray(), 1e-9);
    assertArrayEquals(before, grip(), 1e-9);
  }

  /**
   * Displaced by 0.05 m at rest, the site accelerates with 150 / s^2 times that, and only there.
   */
  @Test
  void acceleratesAsTheGainsSay() {
    controller.stage().displaceGoal(new double[] {0.05, 0, 0}, null);
    physics.step(1);
    DoubleBuffer position = direct();
    DoubleBuffer rotation = direct();
    // The engine's poses are still those before the step, as the controller's were.
    physics.siteJacobian(site, position, rotation);
    double[] expected = {150 * 0.05 * STEP, 0, 0};
    for (int row = 0; row < 3; row++) {
      double velocity = 0;
      for (int i = 0; i < START.length; i++) {
        velocity += position.get(row * START.length + i) * physics.qvel().get(i);
      }
      assertEquals(expected[row], velocity, 1e-12);
    }
  }

  @Test
  void displacementsInTheHandsFrameAreTurnedToTheWorlds() {
    OperationalSpaceController ofHand =
        OperationalSpaceController.builder(model, controller.stage())
            .actionScale(0.05, 0.5)
            .inHandFrame()
            .build();
    double[] rotation = new double[9];
    physics.siteMat().readRow(site, rotation);
    double[] command = new double[7];
    ofHand.toCommand(new double[] {0, 0, 1, -1, 0, 0, 0.5}, physics, command);
    for (int i = 0; i < 3; i++) {
      assertEquals(0.05 * rotation[3 * i + 2], command[i], 1e-15);
      assertEquals(-0.5 * rotation[3 * i], command[3 + i], 1e-15);
    }
    assertEquals(0.5, command[6]);
  }

  /** Each joint by itself, critically damped: x(t) = x (1 - (1 + w t) exp(-w t)). */
  @Test
  void jointsMoveToTheirTargetsByThemselves() {
    try (Physics other = new Physics(model)) {
      List<String> motors = List.of("m0", "m1", "m2", "m3", "m4", "m5", "m6");
      OperationalSpaceStage stage = OperationalSpaceStage.ofJoints(model, motors, 50);
      JointSpaceController joints =
          JointSpaceController.builder(model, stage).actionScale(0.05).substeps(25).build();
      StageChain stages = StageChain.attach(other, joints.stages()).orElseThrow();
      other.qpos().write(0, START);
      other.forward();
      stage.start(other, false);
      stages.activate();
      double[] command = new double[joints.commandSpec().size()];
      joints.toCommand(new double[] {0, 1, 0, -5, 0, 0, 0.5, 0}, other, command);
      assertEquals(START[3] - 0.05, command[3], 1e-15, "clipped");
      joints.advance(command, other);
      double phase = Math.sqrt(50) * 25 * STEP;
      double share = 1 - (1 + phase) * Math.exp(-phase);
      double[] expected = START.clone();
      expected[1] += 0.05 * share;
      expected[3] -= 0.05 * share;
      expected[6] += 0.025 * share;
      assertArrayEquals(expected, other.qpos().toArray(), 2e-4);
      other.step(5_000);
      assertEquals(START[1] + 0.05, other.qpos().get(1), 1e-6);
      assertEquals(START[2], other.qpos().get(2), 1e-6);
    }
  }

  private static DoubleBuffer direct() {
    return ByteBuffer.allocateDirect(3 * START.length * Double.BYTES)
        .order(ByteOrder.nativeOrder())
        .asDoubleBuffer();
  }

  @Test
  void reachesDisplacedAndTurnedGoals() {
    double[] before = grip();
    double[] rotation = new double[9];
    physics.siteMat().readRow(site, rotation);
    act(1, -0.4, 0.2, 0, 0, 0.6, 0);
    // A goal belongs to the pose that is measured when it is set; this one stays.
    physics.step(10_000);
    double[] after = grip();
    double[] moved = {0.05, -0.02, 0.01};
    double sine = Math.sin(0.3);
    double cosine = Math.cos(0.3);
    for (int i = 0; i < 3; i++) {
      assertEquals(moved[i], after[i] - before[i], 1e-4);
      double x = cosine * rotation[i] - sine * rotation[3 + i];
      double y = sine * rotation[i] + cosine * rotation[3 + i];
      assertEquals(x, physics.siteMat().get(site, i), 1e-3);
      assertEquals(y, physics.siteMat().get(site, 3 + i), 1e-3);
    }
  }

  @Test
  void withoutRotationTheGoalsRotationStays() {
    act(0, 0, 0, 0.3, 0, 0, 0);
    double[] goal = new double[9];
    for (int i = 0; i < goal.length; i++) {
      goal[i] = controller.stage().goalRotation(i);
    }
    act(1, 0, 0, 0, 0, 0, 0);
    for (int i = 0; i < goal.length; i++) {
      assertEquals(goal[i], controller.stage().goalRotation(i));
    }
  }

  @Test
  void aKeptMeasurementServesOneStep() {
    double[] measured = grip();
    controller.stage().start(physics, true);
    physics.qpos().set(0, 0.5);
    controller.stage().displaceGoal(new double[] {0.01, 0, 0}, null);
    physics.step(1);
    assertEquals(measured[0] + 0.01, controller.stage().goalPosition(0), 1e-15);
    double[] moved = grip();
    controller.stage().displaceGoal(new double[] {0.01, 0, 0}, null);
    physics.step(1);
    assertEquals(moved[0] + 0.01, controller.stage().goalPosition(0), 1e-12);
  }

  @Test
  void torquesKeepTheControlRange() {
    close();
    open(3);
    act(1, 1, 1, 1, 1, 1, 0);
    double largest = 0;
    for (int i = 0; i < START.length; i++) {
      largest = Math.max(largest, Math.abs(chain.program().applied().get(i)));
    }
    assertEquals(3, largest);
  }

  @Test
  void restoredMemoryGoesOnToTheBit() {
    act(1, 0, 0.5, 0.2, 0, 0, 0);
    controller.stage().displaceGoal(new double[] {0, 0.02, 0}, null);
    StateWriter writer = new StateWriter();
    chain.save(writer);
    double[] state = new double[physics.stateSize()];
    physics.readState(state);
    physics.step(100);
    double[] expected = physics.qpos().toArray();
    act(-1, 0, 0, 0, 0, 0, 0);
    physics.writeState(state);
    chain.load(new StateReader(writer.toBytes()));
    physics.step(100);
    assertArrayEquals(expected, physics.qpos().toArray());
  }

  @Test
  void singularArmsStayFinite() {
    physics.qpos().write(0, new double[START.length]);
    physics.qvel().fill(0, START.length, 0);
    physics.forward();
    controller.stage().start(physics, false);
    for (int i = 0; i < 20; i++) {
      act(1, 0, -1, 0, 0.5, 0, 0);
    }
    for (double position : physics.qpos().toArray()) {
      assertTrue(Double.isFinite(position));
    }
  }

  /**
   * An arm in a plane cannot leave it: its matrices are singular, and their pseudo-inverses leave
   * out what cannot be done. In the plane the site accelerates as the gains say.
   */
  @Test
  void directionsThatAnArmLacksAreLeftOut() {
    String mjcf =
        """
        <mujoco><option timestep='%s' gravity='0 0 0'/><worldbody>
          <body pos='1 0 0'><freejoint/><geom size='.1'/></body>
          <body><joint name='j0' axis='0 0 1'/><geom type='capsule' fromto='0 0 0 .3 0 0' size='.03'/>
            <body pos='.3 0 0'><joint name='j1' axis='0 0 1'/>
              <geom type='capsule' fromto='0 0 0 .2 0 0' size='.03'/><site name='grip' pos='.2 0 0'/>
            </body></body></worldbody>
        <actuator><motor name='m0' joint='j0'/><motor name='m1' joint='j1'/></actuator></mujoco>
        """
            .formatted(STEP);
    double[] stiffness = {150, 150, 150, 0, 0, 0};
    OperationalSpaceGains gains = new OperationalSpaceGains(stiffness, new double[6], 0, 0);
    try (Model planar =
            Model.load("planar.xml", Map.of("planar.xml", mjcf.getBytes(StandardCharsets.UTF_8)));
        Physics arm = new Physics(planar)) {
      OperationalSpaceStage stage =
          new OperationalSpaceStage(planar, "grip", List.of("m0", "m1"), gains);
      StageChain stages = StageChain.attach(arm, List.of(stage)).orElseThrow();
      double bend = 1.1;
      arm.qpos().set(8, bend);
      arm.forward();
      stage.start(arm, false);
      stages.activate();
      stage.displaceGoal(new double[] {0.02, -0.01, 0.03}, null);
      arm.step(1);
      double first = arm.qvel().get(6);
      double both = first + arm.qvel().get(7);
      assertEquals(150 * 0.02 * STEP, -0.2 * Math.sin(bend) * both, 1e-12);
      assertEquals(-150 * 0.01 * STEP, 0.3 * first + 0.2 * Math.cos(bend) * both, 1e-12);
    }
  }

  @Test
  void positionServosAreRefused() {
    byte[] mjcf =
        arm(1).replace("<motor name='m3'", "<position name='m3'").getBytes(StandardCharsets.UTF_8);
    try (Model servos = Model.load("servos.xml", Map.of("servos.xml", mjcf))) {
      OperationalSpaceGains gains = OperationalSpaceGains.critical(150, 10);
      assertThrows(
          IllegalArgumentException.class,
          () -> new OperationalSpaceStage(servos, "grip", List.of("m2", "m3"), gains));
    }
  }
}
