package org.workcell.bullet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;

/** Bullet's multibody is the model: the same masses, axes, order and weights. */
class ConformanceTest {

  private static final double GRAVITY = 9.81;

  @BeforeAll
  static void requireBullet() {
    Rig.requireBullet();
  }

  /** T = 4 sqrt(I / (m g l)) K(sin(amplitude / 2)), here for 1 rad. */
  @Test
  void aPendulumHasThePeriodOfTheFormula() {
    double amplitude = 1;
    double slow = Math.sqrt((0.058 + 1.2 * 0.16) / (1.2 * GRAVITY * 0.4));
    double expected = 2 * Math.PI * slow / agm(1, Math.cos(amplitude / 2));
    try (Rig rig = Rig.of(Models.PENDULUM)) {
      rig.place(new double[] {amplitude}, new double[1]);
      assertEquals(expected, period(rig.bullet), 2e-4 * expected);
      assertEquals(period(rig.mujoco), period(rig.bullet), 1e-9);
    }
  }

  /** K(k) = pi / (2 agm(1, sqrt(1 - k^2))). */
  private static double agm(double a, double b) {
    return Math.abs(a - b) < 1e-15 ? a : agm((a + b) / 2, Math.sqrt(a * b));
  }

  private static double period(Physics physics) {
    double first = Double.NaN;
    double before = physics.qpos().get(0);
    for (int step = 1; step < 20000; step++) {
      physics.step(1);
      double now = physics.qpos().get(0);
      if (before < 0 && now >= 0) {
        double time = 0.0005 * (step - now / (now - before));
        if (!Double.isNaN(first)) {
          return time - first;
        }
        first = time;
      }
      before = now;
    }
    throw new AssertionError("no period");
  }

  @Test
  void aFreeBodyFallsAsTheFormulaSays() {
    String falling =
        """
        <mujoco><option timestep="0.002"/><worldbody><body pos="0 0 5" quat="0.5 0.5 0.5 0.5">
          <joint type="slide" axis="0 1 0"/>
          <inertial pos="0.1 0 0" mass="2" diaginertia="0.1 0.1 0.1"/>
        </body></worldbody></mujoco>
        """;
    try (Rig rig = Rig.of(falling)) {
      // The body's y axis points along the world's z axis.
      rig.place(new double[1], new double[1]);
      int steps = 500;
      rig.step(steps);
      double seconds = steps * 0.002;
      assertEquals(-GRAVITY * seconds, rig.bullet.qvel().get(0), 1e-10);
      // Velocities first, then positions: t (t + h) / 2.
      assertEquals(-GRAVITY * seconds * (seconds + 0.002) / 2, rig.bullet.qpos().get(0), 1e-10);
    }
  }

  @Test
  void aChainWithoutGravityKeepsMomentumAndEnergy() {
    try (Rig rig = Rig.of(Models.PLANAR)) {
      rig.place(new double[] {0.3, 0.8}, new double[] {2, -5});
      double momentum = momentum(rig.bullet);
      double energy = energy(rig.bullet);
      rig.step(4000);
      rig.bullet.forward();
      assertEquals(momentum, momentum(rig.bullet), 2e-3 * Math.abs(momentum));
      assertEquals(energy, energy(rig.bullet), 2e-3 * energy);
      assertTrue(rig.positionsApart() < 1e-9, "apart by " + rig.positionsApart());
    }
  }

  /** Angular momentum about the first hinge: that of both links turning with it. */
  private static double momentum(Physics physics) {
    double[][] inertia = Rig.inertia(physics);
    return inertia[0][0] * physics.qvel().get(0) + inertia[0][1] * physics.qvel().get(1);
  }

  private static double energy(Physics physics) {
    double[][] inertia = Rig.inertia(physics);
    double sum = 0;
    for (int i = 0; i < inertia.length; i++) {
      for (int j = 0; j < inertia.length; j++) {
        sum += 0.5 * physics.qvel().get(i) * inertia[i][j] * physics.qvel().get(j);
      }
    }
    return sum;
  }

  static Stream<Model> models() {
    return Stream.of(
        Rig.model(Models.PENDULUM),
        Rig.model(Models.PLANAR),
        Rig.model(Models.CROOKED),
        Models.arm("industrial", false),
        Models.arm("desktop", false));
  }

  /** Inertia from unit torques in Bullet, plus armature, against MuJoCo's matrix. */
  @ParameterizedTest
  @MethodSource("models")
  void inertiaIsThatOfMujoco(Model model) {
    try (Rig rig = new Rig(model, BulletMode.CORRECTED);
        Multibody body = multibody(model)) {
      Random random = new Random(7);
      int size = body.size();
      for (int trial = 0; trial < 20; trial++) {
        double[] positions = rig.posture(random, 1.5);
        rig.place(positions, new double[size]);
        double[][] expected = Rig.inertia(rig.mujoco);
        place(body, model, positions, new double[size]);
        body.begin();
        body.compute();
        double[][] response = new double[size][size];
        body.readResponse(response);
        double[] rotors = model.values(ModelField.DOF_ARMATURE);
        for (int i = 0; i < size; i++) {
          expected[i][i] -= rotors[i];
        }
        requireInverse(response, expected);
      }
    }
  }

  private static Multibody multibody(Model model) {
    return new Multibody(
        LinkTree.of(model, new double[model.velocityCount()]), model.values(ModelField.GRAVITY), 0);
  }

  private static void place(Multibody body, Model model, double[] positions, double[] velocities) {
    double[] zero = model.values(ModelField.QPOS0);
    for (int i = 0; i < positions.length; i++) {
      body.place(i, positions[i] - zero[i], velocities[i]);
    }
  }

  private static void requireInverse(double[][] response, double[][] inertia) {
    int size = inertia.length;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double product = 0;
        for (int k = 0; k < size; k++) {
          product += inertia[i][k] * response[k][j];
        }
        assertEquals(i == j ? 1 : 0, product, 1e-8, "row %d, column %d".formatted(i, j));
      }
    }
  }

  /** What it takes to hold a posture, and to go on in it at constant velocities. */
  @ParameterizedTest
  @MethodSource("models")
  void gravityAndVelocityTorquesAreThoseOfMujoco(Model model) {
    try (Rig rig = new Rig(model, BulletMode.CORRECTED);
        Multibody body = multibody(model)) {
      Random random = new Random(8);
      int size = body.size();
      for (int trial = 0; trial < 20; trial++) {
        double[] positions = rig.posture(random, 1.5);
        double[] velocities = Rig.random(random, size, trial < 10 ? 0 : 3);
        rig.place(positions, velocities);
        double[] bias = rig.mujoco.array("qfrc_bias").toArray();
        place(body, model, positions, velocities);
        body.begin();
        for (int i = 0; i < size; i++) {
          body.push(i, bias[i]);
        }
        body.compute();
        for (int i = 0; i < size; i++) {
          assertEquals(0, body.acceleration(i), 1e-9 * (1 + Rig.apart(bias, new double[size])));
        }
      }
    }
  }

  /** A torque on one joint accelerates all joints as in MuJoCo, in its order and signs. */
  @ParameterizedTest
  @MethodSource("models")
  void aTorqueOnOneJointMovesTheSameJoints(Model model) {
    try (Rig rig = new Rig(model, BulletMode.CORRECTED)) {
      Random random = new Random(9);
      int size = model.velocityCount();
      for (int joint = 0; joint < size; joint++) {
        rig.place(rig.posture(random, 0.5), Rig.random(random, size, 0.5));
        rig.mujoco.array("qfrc_applied").set(joint, 5);
        rig.bullet.array("qfrc_applied").set(joint, 5);
        rig.step(1);
        double[] expected = rig.mujoco.qvel().toArray();
        assertEquals(
            0,
            Rig.apart(expected, rig.bullet.qvel().toArray()),
            1e-9 * (1 + Rig.apart(expected, new double[size])),
            "joint " + joint);
      }
    }
  }
}
