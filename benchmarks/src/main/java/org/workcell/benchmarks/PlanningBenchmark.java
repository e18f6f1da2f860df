package org.workcell.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.SerialChain;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.planning.ArmPlanner;
import org.workcell.sim.planning.CollisionCheck;
import org.workcell.sim.planning.PlannedMotion;
import org.workcell.sim.planning.SceneCollisions;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;

/**
 * Time to plan a macro action of the RLBench-style suite: from home to a pose above the table, with
 * the fingers down; as a distribution, because few plans take most of the time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 4, time = 5)
@Fork(1)
public class PlanningBenchmark {

  private static final String TASK = "rlbench/stack_blocks-v1";
  private static final List<String> JOINTS =
      IntStream.rangeClosed(1, 7).mapToObj(joint -> "joint" + joint).toList();
  private static final long SEED = 5;

  /** Whether paths keep clear of the scene. */
  @Param({"off", "on"})
  public String collisionChecking;

  private final EnvironmentFactory factory = new EnvironmentFactory();
  private final RandomStream draws = new RandomStream(SEED);
  private final double[] home = new double[JOINTS.size()];
  private final Pose target = new Pose();
  private SimulatedEnvironment environment;
  private ArmPlanner planner;
  private SceneCollisions collisions;

  /** Opens the task and plans from where its episode begins. */
  @Setup
  public void open() {
    TaskDefinition task = TaskRegistry.load().task(TASK).orElseThrow();
    environment = factory.newEnvironment(task, EnvironmentOptions.defaults());
    BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    environment.reset(ResetOptions.seed(SEED), storage, 0);
    Physics physics = environment.physics();
    SerialChain chain = SerialChain.toSite(physics.scene(), "arm_base", "tip");
    planner = ArmPlanner.builder(chain).build();
    collisions = new SceneCollisions(physics, JOINTS, "arm_base");
    for (int i = 0; i < home.length; i++) {
      home[i] = physics.qpos().get(physics.scene().positionAddress(JOINTS.get(i)));
    }
  }

  /** Frees the environment. */
  @TearDown
  public void close() {
    environment.close();
    factory.close();
  }

  /** Plans one motion. */
  @Benchmark
  public PlannedMotion plan() {
    drawTarget();
    if (collisionChecking.equals("off")) {
      return planner.plan(home, target, CollisionCheck.none(), draws);
    }
    collisions.begin();
    try {
      return planner.plan(home, target, collisions, draws);
    } finally {
      collisions.end();
    }
  }

  private void drawTarget() {
    double[] position = target.position();
    position[0] = draws.uniform(0.1, 0.45);
    position[1] = draws.uniform(-0.3, 0.3);
    position[2] = draws.uniform(0.78, 1.2);
    double yaw = draws.uniform(-Math.PI / 2, Math.PI / 2);
    double[] down = {Math.cos(yaw), Math.sin(yaw), 0, Math.sin(yaw), -Math.cos(yaw), 0, 0, 0, -1};
    System.arraycopy(down, 0, target.rotation(), 0, down.length);
  }
}
