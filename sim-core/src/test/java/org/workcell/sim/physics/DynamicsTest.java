package org.workcell.sim.physics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workcell.sim.engine.Engine;

/** Another engine moves the joints; forces, stages, time and readings stay MuJoCo's. */
class DynamicsTest {

  private static final double INERTIA = 0.25;

  private static final String WHEEL =
      """
      <mujoco>
        <option timestep="0.002" integrator="implicitfast"/>
        <worldbody><body>
          <joint name="hub" axis="0 0 1" damping="0.5" stiffness="3" frictionloss="7"/>
          <inertial pos="0 0 0" mass="1" diaginertia="0.25 0.25 0.25"/>
        </body></worldbody>
        <actuator>
          <position name="servo" joint="hub" gear="2" kp="10" kv="0.3" forcerange="-4 4"/>
        </actuator>
      </mujoco>
      """;

  private Model model;
  private Physics physics;
  private final Wheel wheel = new Wheel();

  /** Moves one joint by Newton's law, with damping taken at the end of the step. */
  private static final class Wheel implements DynamicsFactory, Dynamics {

    private Model built;
    private double force;
    private double damping;
    private double seconds;
    private int closed;

    @Override
    public Engine.Identity identity() {
      return new Engine.Identity("wheel", "1", "test", "", "");
    }

    @Override
    public Dynamics newDynamics(Model model) {
      built = model;
      return this;
    }

    @Override
    public void advance(JointStep step) {
      assertEquals(1, step.size());
      force = step.force(0);
      damping = step.damping(0);
      seconds = step.seconds();
      double change = seconds * force / (INERTIA + seconds * damping);
      double velocity = step.velocity(0) + change;
      step.move(0, step.position(0) + seconds * velocity, velocity, -0.75);
    }

    @Override
    public void close() {
      closed++;
    }
  }

  @BeforeEach
  void open() {
    model = Model.load("wheel.xml", Map.of("wheel.xml", WHEEL.getBytes(StandardCharsets.UTF_8)));
    physics = new Physics(model);
  }

  @AfterEach
  void close() {
    physics.close();
    model.close();
  }

  @Test
  void itGetsWhatActsOnTheJoints() {
    physics.useDynamics(wheel);
    physics.qpos().set(0, 0.1);
    physics.qvel().set(0, 0.2);
    physics.ctrl().set(0, 0.5);
    physics.array("qfrc_applied").set(0, 0.07);
    physics.step(1);
    // The servo's length and velocity are those of the joint times its gear.
    double servo = 10 * (0.5 - 2 * 0.1) - 0.3 * 2 * 0.2;
    assertEquals(2 * servo - 3 * 0.1 - 0.5 * 0.2 + 0.07, wheel.force, 1e-12);
    assertEquals(0.5 + 2 * 2 * 0.3, wheel.damping, 1e-12);
    assertEquals(0.002, wheel.seconds, 0);
    assertEquals(0.002, physics.time().get(0), 1e-15);
    assertEquals(2 * servo, physics.array("qfrc_actuator").get(0), 1e-12);
    assertEquals(-0.75, physics.array("qfrc_constraint").get(0), 0);
    assertEquals((physics.qvel().get(0) - 0.2) / 0.002, physics.array("qacc").get(0), 1e-9);
  }

  /** As in MuJoCo's implicit integrators. */
  @Test
  void aServoAtItsLimitDampsNothing() {
    physics.useDynamics(wheel);
    physics.ctrl().set(0, 3);
    physics.step(1);
    assertEquals(2 * 4, wheel.force, 1e-12);
    assertEquals(0.5, wheel.damping, 1e-12);
  }

  @Test
  void stagesActInEachStepAndControlsStay() {
    StageProgram.Builder builder = StageProgram.builder(physics);
    builder.add(StageKind.DELAY, 5, new int[] {0}, new double[] {0.004});
    StageProgram program = builder.attach();
    physics.useDynamics(wheel);
    program.activate();
    physics.ctrl().set(0, 0.1);
    physics.step(1);
    physics.ctrl().set(0, 0.3);
    physics.step(2);
    assertEquals(0.1, program.applied().get(0), 1e-15);
    assertEquals(0.3, physics.ctrl().get(0), 0);
    physics.step(1);
    assertEquals(0.3, program.applied().get(0), 1e-15);
    assertEquals(4 * 0.002, physics.time().get(0), 1e-15);
  }

  @Test
  void itKnowsTheModelInUse() {
    try (WorkerModel worker = new WorkerModel(model)) {
      physics.useModel(worker);
      physics.useDynamics(wheel);
      assertTrue(wheel.built != model);
    }
  }

  @Test
  void aNewOneTakesThePlaceOfTheOldAndTheSimulationClosesIt() {
    physics.useDynamics(wheel);
    Wheel second = new Wheel();
    physics.useDynamics(second);
    assertEquals(1, wheel.closed);
    physics.close();
    physics.close();
    assertEquals(1, wheel.closed);
    assertEquals(1, second.closed);
  }

  @Test
  void onlyMujocosOwnStepsCanBeSampled() {
    physics.useDynamics(wheel);
    assertThrows(IllegalStateException.class, () -> physics.sampleAfter(1, "qpos"));
    try (Physics sampled = new Physics(model)) {
      sampled.sampleAfter(1, "qpos");
      assertThrows(IllegalStateException.class, () -> sampled.useDynamics(new Wheel()));
      sampled.step(1);
    }
  }
}
