package org.workcell.sim.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.ResetOptions;
import org.workcell.testing.PointMassTask;

/** What chains of stages leave alone, and what they are part of. */
class StageChainTest {

  /** A hinged arm that falls onto a floor: contacts, friction loss, a joint limit, gravity. */
  private static final String FALLING_ARM =
      """
      <mujoco>
        <option timestep="0.002" density="1.2" viscosity="2e-5"/>
        <worldbody>
          <geom type="plane" size="2 2 .1"/>
          <body pos="0 0 .25">
            <joint name="shoulder" axis="0 1 0" damping=".1" frictionloss=".01"/>
            <geom type="capsule" fromto="0 0 0 .3 0 0" size=".02" mass="1"/>
            <body pos=".3 0 0">
              <joint name="elbow" axis="0 1 0" range="-1 1" limited="true" armature=".01"/>
              <geom type="capsule" fromto="0 0 0 .3 0 0" size=".02" mass="1"/>
            </body>
          </body>
          <body pos=".3 0 .05"><freejoint/><geom type="box" size=".05 .05 .05" mass=".1"/></body>
        </worldbody>
        <actuator>
          <motor name="shoulder" joint="shoulder"/>
          <position name="elbow" joint="elbow" kp="20"/>
        </actuator>
      </mujoco>
      """;

  private static double[] run(Physics physics, int call) {
    for (int step = 0; step < 600; step += call) {
      physics.ctrl().set(0, Math.sin(0.01 * step));
      physics.ctrl().set(1, Math.cos(0.02 * step));
      physics.step(call);
    }
    double[] state = new double[physics.stateSize()];
    physics.readState(state);
    return state;
  }

  private static ActuatorStageFactory[] nothing(boolean withFriction) {
    List<ActuatorStageFactory> stages = new ArrayList<>();
    stages.add(ActuatorStages.delay(0));
    stages.add(ActuatorStages.positionDeadBand(0));
    stages.add(ActuatorStages.deadBand(0));
    stages.add(ActuatorStages.backlash(0));
    stages.add(ActuatorStages.torqueSpeedLimit(1e9, 1e9).on("shoulder"));
    if (withFriction) {
      stages.add(ActuatorStages.friction(0, 0));
    }
    return stages.toArray(ActuatorStageFactory[]::new);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stagesWithoutEffectChangeNoBit(boolean withFriction) {
    try (StageBench plain = new StageBench(FALLING_ARM);
        StageBench staged = new StageBench(FALLING_ARM, nothing(withFriction))) {
      assertArrayEquals(run(plain.physics(), 20), run(staged.physics(), 20));
    }
  }

  @Test
  void oneCallEqualsSingleSteps() {
    ActuatorStageFactory[] stages = {
      ActuatorStages.delay(0.007),
      ActuatorStages.backlash(0.05),
      ActuatorStages.friction(0.1, 0.2).with("external_load_share", 0.1)
    };
    try (StageBench together = new StageBench(FALLING_ARM, stages);
        StageBench single = new StageBench(FALLING_ARM, stages)) {
      for (int action = 0; action < 20; action++) {
        together.physics().ctrl().set(0, action % 3);
        single.physics().ctrl().set(0, action % 3);
        together.physics().step(20);
        for (int i = 0; i < 20; i++) {
          single.physics().step(1);
        }
      }
      assertArrayEquals(together.physics().qpos().toArray(), single.physics().qpos().toArray());
      assertArrayEquals(
          together.chain().program().readMemory(), single.chain().program().readMemory());
    }
  }

  private static SimulatedEnvironment environment(
      EnvironmentFactory factory, ActuatorStageFactory... stages) {
    return factory.newEnvironment(
        new PointMassTask(), EnvironmentOptions.defaults().withStages(List.of(stages)));
  }

  private static double[] episode(SimulatedEnvironment environment, int steps) {
    BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    environment.reset(ResetOptions.seed(3), storage, 0);
    for (int i = 0; i < steps; i++) {
      storage.action().putRow(0, new double[] {Math.sin(i), Math.cos(i)});
      environment.step(storage, 0);
    }
    return environment.physics().qpos().toArray();
  }

  @Test
  void stagesArePartOfWhatAnEnvironmentIs() {
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      SimulatedEnvironment plain = environment(factory);
      SimulatedEnvironment brief = environment(factory, ActuatorStages.delay(0.03));
      SimulatedEnvironment slow = environment(factory, ActuatorStages.delay(0.05));
      assertTrue(plain.spec().commandPath().hasNothing());
      assertEquals(List.of("delay(delay_seconds=0.03)@all"), brief.spec().commandPath().stages());
      assertNotEquals(brief.spec(), slow.spec());
      double[] end = episode(brief, 10);
      assertFalse(Arrays.equals(end, episode(plain, 10)));
      assertFalse(Arrays.equals(end, episode(slow, 10)));
      assertNotEquals(plain.record().spec(), brief.record().spec());
      Snapshot snapshot = brief.snapshot();
      BatchStorage storage = BatchStorage.allocate(plain.spec().task().layout(), 1);
      for (SimulatedEnvironment other : List.of(plain, slow)) {
        IllegalArgumentException error =
            assertThrows(IllegalArgumentException.class, () -> other.restore(snapshot, storage, 0));
        assertTrue(error.getMessage().contains("command path"), error.getMessage());
      }
    }
  }

  @Test
  void closedSimulationsRefuse() {
    StageBench bench = new StageBench(StageBench.CARRIAGES, ActuatorStages.delay(0.1));
    bench.close();
    bench.close();
    assertThrows(IllegalStateException.class, () -> bench.chain().reset());
    assertThrows(IllegalStateException.class, () -> bench.chain().program().readMemory());
    assertThrows(IllegalStateException.class, () -> bench.chain().program().applied().get(0));
  }

  @Test
  void oneProgramForEachSimulation() {
    try (StageBench bench = new StageBench(StageBench.CARRIAGES, ActuatorStages.delay(0))) {
      ActuatorStage second = ActuatorStages.delay(0).newStage(bench.physics().scene());
      assertThrows(
          IllegalStateException.class, () -> StageChain.attach(bench.physics(), List.of(second)));
    }
  }
}
