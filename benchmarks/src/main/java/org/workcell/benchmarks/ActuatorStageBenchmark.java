package org.workcell.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.control.ActuatorStage;
import org.workcell.sim.control.ActuatorStageFactory;
import org.workcell.sim.control.ActuatorStages;
import org.workcell.sim.control.StageChain;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskRegistry;

/**
 * What actuator stages and a sample in the middle of an action add to a physics step: the kitchen's
 * nine position servos, and an arm of seven torque motors, which is all there is in its scene.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(1)
public class ActuatorStageBenchmark {

  private static final int STEPS = 40;

  /** Scene and stages. */
  @Param({
    "kitchen plain",
    "kitchen sample",
    "kitchen delay",
    "kitchen delay+band",
    "kitchen friction",
    "arm plain",
    "arm servo",
    "arm servo+motor+friction",
    "arm operational-space"
  })
  public String subject;

  private EnvironmentFactory factory;
  private TorqueArm arm;
  private Physics physics;
  private StageChain chain;
  private double[] start;
  private double[] memory;

  /** Opens the scene and puts the stages in place. */
  @Setup
  public void open() {
    physics = subject.startsWith("kitchen") ? kitchen() : arm();
    if (subject.endsWith("sample")) {
      physics.sampleAfter(STEPS - 1, "qpos", "qvel", "xpos", "xquat", "site_xpos");
    }
    chain = StageChain.attach(physics, stages()).orElse(null);
    if (chain != null) {
      chain.activate();
      if (subject.endsWith("operational-space")) {
        arm.stage().start(physics, false);
      }
      memory = chain.program().readMemory();
    }
    start = new double[physics.stateSize()];
    physics.readState(start);
  }

  private Physics kitchen() {
    factory = new EnvironmentFactory();
    SimulatedEnvironment environment =
        factory.newEnvironment(
            TaskRegistry.load().task("kitchen/microwave-v1").orElseThrow(),
            EnvironmentOptions.defaults());
    BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    environment.reset(ResetOptions.seed(0), storage, 0);
    for (int i = 0; i < environment.physics().ctrl().size(); i++) {
      environment.physics().ctrl().set(i, environment.physics().qpos().get(i));
    }
    return environment.physics();
  }

  private Physics arm() {
    arm = new TorqueArm();
    return arm.physics();
  }

  private List<ActuatorStage> stages() {
    if (subject.endsWith("operational-space")) {
      return List.of(arm.stage());
    }
    List<ActuatorStageFactory> factories =
        switch (subject.substring(subject.indexOf(' ') + 1)) {
          case "delay" -> List.of(ActuatorStages.delay(0.02));
          case "delay+band" ->
              List.of(ActuatorStages.delay(0.02), ActuatorStages.positionDeadBand(0.005));
          case "friction" -> List.of(friction());
          case "servo" -> List.of(ActuatorStages.servo(200, 10));
          case "servo+motor+friction" ->
              List.of(
                  ActuatorStages.delay(0.02),
                  ActuatorStages.backlash(0.001),
                  ActuatorStages.servo(200, 10),
                  ActuatorStages.dcMotor(2, 4),
                  ActuatorStages.torqueSpeedLimit(50, 10),
                  friction());
          default -> List.of();
        };
    List<ActuatorStage> made = new ArrayList<>();
    factories.forEach(each -> made.add(each.newStage(physics.scene())));
    return made;
  }

  private static ActuatorStageFactory friction() {
    return ActuatorStages.friction(0.1, 0.1)
        .with("stribeck_torque", 0.1)
        .with("stribeck_velocity", 0.2)
        .with("motor_load_share", 0.05)
        .with("external_load_share", 0.05);
  }

  /** Back to the initial state, so that all do the same work. */
  @Setup(Level.Invocation)
  public void restart() {
    physics.writeState(start);
    if (chain != null) {
      chain.program().writeMemory(memory);
    }
  }

  /** Frees everything. */
  @TearDown
  public void close() {
    if (factory != null) {
      factory.close();
    } else {
      arm.close();
    }
  }

  /** One control period in one native call. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public void step() {
    physics.step(STEPS);
  }
}
