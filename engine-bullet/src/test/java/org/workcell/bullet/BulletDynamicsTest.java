package org.workcell.bullet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.environment.DynamicsProvider;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.BadStateException;
import org.workcell.sim.physics.Dynamics;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.testing.AllocatedBytes;

/** What Bullet refuses, how it is closed, and that it remembers nothing. */
class BulletDynamicsTest {

  private static final String SCENE =
      """
      <mujoco><worldbody>
        <body name="hand" mocap="%s"><geom size="0.1"/></body>
        <body name="a">%s<geom name="g" size="0.1"/>
          <body name="b" pos="0 0 1"><joint name="h" axis="0 1 0"/><geom size="0.1"/></body>
        </body>
        </worldbody>
        <tendon><fixed name="t" %s><joint joint="h" coef="1"/></fixed></tendon>
        <equality>%s</equality>
        <actuator>%s</actuator>
      </mujoco>
      """;

  @BeforeAll
  static void requireBullet() {
    Rig.requireBullet();
  }

  private static Model scene(String joint, String tendon, String equality, String actuator) {
    return Rig.model(SCENE.formatted("false", joint, tendon, equality, actuator));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "<joint name='q' type='ball'/>|-|-|-|joint 'q' is a ball joint",
        "<freejoint name='q'/>|-|-|-|joint 'q' is a free joint",
        "-|limited='true' range='-1 1'|-|-|limits of tendons",
        "-|frictionloss='0.1'|-|-|dry friction of tendons",
        "-|-|<joint joint1='h' polycoef='0.1 0 0 0 0'/>|-|equality constraints",
        "-|-|-|<general joint='h' dyntype='integrator'/>|actuators with states",
      })
  void whatItCannotMoveIsRefusedWithTheReason(
      String joint, String tendon, String equality, String actuator, String reason) {
    try (Model model = scene(text(joint), text(tendon), text(equality), text(actuator));
        Physics physics = new Physics(model)) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> physics.useDynamics(BulletEngine.corrected()))
              .getMessage();
      assertTrue(message.contains(reason), message);
      physics.step(1);
    }
  }

  private static String text(String cell) {
    return cell == null ? "" : cell.replace('\'', '"');
  }

  @Test
  void aClosedMultibodyIsRefusedAndClosedAgain() {
    try (Model model = Rig.model(Models.PENDULUM)) {
      Dynamics dynamics = BulletEngine.corrected().newDynamics(model);
      dynamics.close();
      dynamics.close();
      assertThrows(IllegalStateException.class, () -> dynamics.advance(null));
    }
  }

  /**
   * Hundreds of multibodies after each other; what is not freed would show as a crash or a leak.
   */
  @Test
  void simulationsComeAndGo() {
    try (Model model = Models.arm("desktop", true)) {
      for (int i = 0; i < 200; i++) {
        try (Physics physics = new Physics(model)) {
          physics.useDynamics(BulletEngine.corrected());
          physics.useDynamics(BulletEngine.plain());
          physics.step(1);
        }
      }
    }
  }

  @Test
  void theSameStateGoesOnTheSameWay() {
    try (Rig rig = new Rig(Models.arm("industrial", true), BulletMode.CORRECTED)) {
      Physics bullet = rig.bullet;
      bullet.ctrl().set(1, -0.4);
      bullet.step(50);
      double[] state = new double[bullet.stateSize()];
      bullet.readState(state);
      bullet.step(50);
      double[] expected = bullet.qpos().toArray();
      bullet.step(7);
      bullet.writeState(state);
      bullet.step(50);
      assertArrayEquals(expected, bullet.qpos().toArray(), 0);
    }
  }

  /** Multibodies share nothing: each thread gets what one alone gets. */
  @Test
  void simulationsRunInParallel() throws Exception {
    try (Model model = Models.arm("desktop", true)) {
      double[] expected = run(model);
      List<FutureTask<double[]>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(new FutureTask<>(() -> run(model)));
        new Thread(all.get(i)).start();
      }
      for (FutureTask<double[]> each : all) {
        assertArrayEquals(expected, each.get(), 0);
      }
    }
  }

  private static double[] run(Model model) {
    try (Physics physics = new Physics(model)) {
      physics.useDynamics(BulletEngine.corrected());
      physics.ctrl().set(1, 0.7);
      physics.step(1500);
      return physics.qpos().toArray();
    }
  }

  @Test
  void stepsAllocateNothing() {
    try (Rig rig = new Rig(Models.arm("industrial", true), BulletMode.CORRECTED)) {
      rig.bullet.step(2000);
      AllocatedBytes bytes = AllocatedBytes.ofWorkersAndThisThread();
      for (int i = 0; i < 100; i++) {
        rig.bullet.step(20);
      }
      assertEquals(0, bytes.sinceStart());
    }
  }

  @Test
  void aStateThatDivergesIsNoticed() {
    try (Rig rig = Rig.of(Models.PENDULUM)) {
      rig.bullet.array("qfrc_applied").set(0, 1e12);
      assertThrows(BadStateException.class, () -> rig.bullet.step(1000));
    }
  }

  @Test
  void theEngineNamesItselfAndWhatReads() {
    Engine.Identity identity = DynamicsProvider.named("bullet").identity();
    assertEquals("bullet", identity.name());
    assertEquals("3.25 with mujoco " + Engine.load().version(), identity.version());
    assertEquals("bullet " + identity.version(), identity.label());
    assertTrue(identity.difference().orElseThrow().contains("not MuJoCo"));
    assertEquals("bullet-plain", DynamicsProvider.named("bullet-plain").identity().name());
    String message =
        assertThrows(BadInputException.class, () -> DynamicsProvider.named("bulet")).getMessage();
    assertEquals("there is no engine 'bulet'; use one of mujoco, bullet, bullet-plain", message);
  }

  /** M + a [1 1; 1 1] of parallel joints: the first one turns the second one's rotor, too. */
  @Test
  void plainBulletCarriesRotorsInLinks() {
    String rotors =
        Models.PLANAR.replaceFirst(
            "<body pos=\"0 0 -0.4\">\\s*<joint", "<body pos=\"0 0 -0.4\"><joint armature=\"0.5\"");
    try (Model model = Rig.model(rotors);
        Physics physics = new Physics(model);
        Multibody body =
            new Multibody(
                LinkTree.of(model, model.values(ModelField.DOF_ARMATURE)), new double[3], 0)) {
      physics.qpos().write(0, new double[] {0.3, 0.8});
      physics.forward();
      double[][] expected = Rig.inertia(physics);
      expected[0][0] += 0.5;
      expected[0][1] += 0.5;
      expected[1][0] += 0.5;
      body.place(0, 0.3, 0);
      body.place(1, 0.8, 0);
      body.begin();
      body.compute();
      double[][] response = new double[2][2];
      body.readResponse(response);
      double determinant = expected[0][0] * expected[1][1] - expected[0][1] * expected[1][0];
      assertEquals(expected[1][1] / determinant, response[0][0], 1e-9);
      assertEquals(-expected[0][1] / determinant, response[0][1], 1e-9);
      assertEquals(expected[0][0] / determinant, response[1][1], 1e-9);
    }
  }

  /** The slide's rotor moves with it and weighs nothing. */
  @Test
  void theRotorOfASlideHasNoWeight() {
    String falling =
        """
        <mujoco><option timestep="0.001"/><worldbody><body>
          <joint type="slide" axis="0 0 1" armature="3"/>
          <inertial pos="0 0 0" mass="1" diaginertia="0.1 0.1 0.1"/>
        </body></worldbody></mujoco>
        """;
    requireBullet();
    for (BulletMode mode : BulletMode.values()) {
      try (Rig rig = new Rig(Rig.model(falling), mode)) {
        rig.bullet.step(1);
        assertEquals(-9.81 / 4 * 0.001, rig.bullet.qvel().get(0), 1e-12, mode + "");
      }
    }
  }

  /** Explicit damping, and 0.04 (v + v^2) for each kilogram of what moves. */
  @Test
  void plainBulletDampsLinks() {
    String sliding =
        """
        <mujoco><option timestep="0.001" gravity="0 0 0"/><worldbody><body>
          <joint type="slide" axis="1 0 0"/>
          <inertial pos="0 0 0" mass="2" diaginertia="0.1 0.1 0.1"/>
        </body></worldbody></mujoco>
        """;
    try (Rig rig = new Rig(Rig.model(sliding), BulletMode.PLAIN)) {
      rig.place(new double[1], new double[] {3});
      rig.bullet.step(1);
      assertEquals(3 - 0.001 * 0.04 * (3 + 9), rig.bullet.qvel().get(0), 1e-9);
    }
  }
}
