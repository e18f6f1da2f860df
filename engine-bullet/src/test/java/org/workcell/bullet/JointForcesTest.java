package org.workcell.bullet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.physics.StageKind;
import org.workcell.sim.physics.StageProgram;

/** Rotors, damping, friction, limits and servos, which Bullet's multibody has not. */
class JointForcesTest {

  private static final double STEP = 0.002;

  /** A wheel of 0.3 kg m² with a rotor, on an upright axis. */
  private static final String WHEEL =
      """
      <mujoco>
        <compiler angle="radian"/>
        <option timestep="0.002" integrator="%s"/>
        <worldbody><body>
          <joint name="hub" axis="0 0 1" %s/>
          <inertial pos="0 0 0" mass="2" diaginertia="0.2 0.2 0.3"/>
        </body></worldbody>
        <actuator>%s</actuator>
      </mujoco>
      """;

  private static final String MOTOR = "<motor joint=\"hub\"/>";
  private static final String SERVO =
      "<position joint=\"hub\" kp=\"40\" kv=\"6\" forcerange=\"-8 8\"/>";

  @BeforeAll
  static void requireBullet() {
    Rig.requireBullet();
  }

  private static Rig wheel(String joint, String actuator) {
    return Rig.of(WHEEL.formatted("implicitfast", joint, actuator));
  }

  @Test
  void aRotorAddsToTheInertiaOfItsJoint() {
    try (Rig rig = wheel("armature=\"0.9\"", MOTOR)) {
      rig.place(new double[1], new double[1]);
      rig.control(3);
      rig.step(100);
      assertEquals(100 * STEP * 3 / (0.3 + 0.9), rig.bullet.qvel().get(0), 1e-12);
    }
  }

  /** On the second joint of a chain, where adding it to the link would turn the first one, too. */
  @Test
  void aRotorAddsToNoOtherJoint() {
    String rotors =
        Models.PLANAR.replaceFirst(
            "<body pos=\"0 0 -0.4\">\\s*<joint", "<body pos=\"0 0 -0.4\"><joint armature=\"0.5\"");
    try (Rig rig = Rig.of(rotors)) {
      rig.place(new double[] {0.3, 0.8}, new double[] {2, -5});
      rig.step(2000);
      assertTrue(rig.positionsApart() < 1e-9, "apart by " + rig.positionsApart());
    }
  }

  @Test
  void dampingIsTakenAtTheEndOfAStep() {
    try (Rig rig = wheel("damping=\"60\"", MOTOR)) {
      // An explicit step would turn the velocity round: 60 * 0.002 / 0.3 = 0.4; with 600 it is 4.
      rig.place(new double[1], new double[] {1});
      rig.step(3);
      assertEquals(Math.pow(1 + STEP * 60 / 0.3, -3), rig.bullet.qvel().get(0), 1e-12);
      assertEquals(rig.mujoco.qvel().get(0), rig.bullet.qvel().get(0), 1e-12);
    }
  }

  @Test
  void dryFrictionHoldsAndSlows() {
    try (Rig rig = wheel("frictionloss=\"2\" armature=\"0.1\"", MOTOR)) {
      rig.place(new double[1], new double[1]);
      rig.control(1.999);
      rig.step(500);
      assertEquals(0, rig.bullet.qpos().get(0), 1e-15);
      assertEquals(-1.999, rig.bullet.array("qfrc_constraint").get(0), 1e-12);
      rig.control(3);
      rig.step(100);
      assertEquals(100 * STEP * (3 - 2) / 0.4, rig.bullet.qvel().get(0), 1e-12);
      rig.control(0);
      rig.step(1000);
      assertEquals(0, rig.bullet.qvel().get(0), 1e-15);
    }
  }

  @Test
  void aLimitStopsAJointWhereItIs() {
    try (Rig rig = wheel("limited=\"true\" range=\"-0.5 0.5\"", MOTOR)) {
      rig.place(new double[1], new double[1]);
      rig.control(2);
      rig.step(1000);
      assertEquals(0.5, rig.bullet.qpos().get(0), 1e-9);
      assertEquals(0, rig.bullet.qvel().get(0), 1e-12);
      assertEquals(-2, rig.bullet.array("qfrc_constraint").get(0), 1e-9);
      assertEquals(0.5, rig.mujoco.qpos().get(0), 2e-3, "MuJoCo's limit is soft");
      rig.control(-2);
      rig.step(2000);
      assertEquals(-0.5, rig.bullet.qpos().get(0), 1e-9);
    }
  }

  @Test
  void aJointOutsideItsRangeComesBackByAFifthPerStep() {
    try (Rig rig = wheel("limited=\"true\" range=\"-0.5 0.5\"", MOTOR)) {
      rig.place(new double[] {0.6}, new double[1]);
      rig.step(1);
      assertEquals(0.58, rig.bullet.qpos().get(0), 1e-12);
    }
  }

  @Test
  void aServoMovesItsJointAsInMujoco() {
    for (String integrator : new String[] {"implicitfast", "Euler"}) {
      try (Rig rig =
          Rig.of(WHEEL.formatted(integrator, "armature=\"0.05\" damping=\"1\"", SERVO))) {
        rig.place(new double[1], new double[1]);
        rig.control(0.9);
        double furthest = 0;
        double largest = 0;
        for (int step = 0; step < 1000; step++) {
          rig.step(1);
          furthest = Math.max(furthest, rig.positionsApart());
          largest = Math.max(largest, Math.abs(rig.bullet.array("qfrc_actuator").get(0)));
        }
        assertEquals(8, largest, 1e-12, "the force range acts");
        assertTrue(furthest < 1e-12, integrator + ": apart by " + furthest);
        assertEquals(0.9, rig.bullet.qpos().get(0), 1e-3);
      }
    }
  }

  /** All servos of an arm at once; MuJoCo's friction gives way a little, Bullet's does not. */
  @ParameterizedTest
  @CsvSource({"false, 1e-10", "true, 1e-3"})
  void anArmFollowsItsServosAsInMujoco(boolean friction, double apart) {
    try (Rig rig = new Rig(Models.arm("industrial", friction), BulletMode.CORRECTED)) {
      double[] targets = new double[rig.model.velocityCount()];
      double furthest = 0;
      for (int cycle = 0; cycle < 100; cycle++) {
        for (int i = 0; i < targets.length; i++) {
          targets[i] = 0.5 * Math.sin(0.05 * cycle * (1 + 0.2 * i));
        }
        rig.control(targets);
        rig.step(10);
        furthest = Math.max(furthest, rig.positionsApart());
      }
      assertTrue(furthest < apart, "apart by " + furthest);
      assertTrue(Math.abs(rig.bullet.qpos().get(0)) > 0.1, "it has moved");
    }
  }

  /** Delay, servo and friction act in each physics step, and Bullet gets what they make. */
  @Test
  void actuatorStagesActInEachPhysicsStep() {
    try (Rig rig = wheel("armature=\"0.05\"", MOTOR)) {
      StageProgram[] programs = {program(rig, true), program(rig, false)};
      rig.place(new double[1], new double[1]);
      for (StageProgram each : programs) {
        each.reset();
        each.activate();
      }
      double furthest = 0;
      for (int step = 0; step < 600; step++) {
        rig.control(step < 300 ? 0.6 : -0.2);
        rig.step(1);
        furthest = Math.max(furthest, rig.positionsApart());
        assertEquals(programs[0].applied().get(0), programs[1].applied().get(0), 1e-9);
      }
      assertTrue(furthest < 1e-12, "apart by " + furthest);
      assertEquals(-0.2, rig.bullet.ctrl().get(0), 0, "controls are what was written");
      assertTrue(Math.abs(rig.bullet.qpos().get(0) + 0.2) < 0.05, "it has moved");
    }
  }

  private static StageProgram program(Rig rig, boolean mujoco) {
    StageProgram.Builder stages = StageProgram.builder(mujoco ? rig.mujoco : rig.bullet);
    int[] all = {0};
    stages.add(StageKind.DELAY, 20, all, new double[] {0.013});
    double unlimited = Double.MAX_VALUE;
    stages.add(StageKind.SERVO, 0, all, new double[] {40, 5, 0, unlimited, 8, 0});
    stages.add(StageKind.FRICTION, 0, all, new double[] {0.3, 0.1, 0.2, 0.1, 1, 0, 0, 0, 0, 0, 0});
    return stages.attach();
  }
}
