package org.workcell.benchmarks;

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
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskRegistry;

/**
 * The same physics steps from the same state, looped over in native code and in Java: what the
 * border between the two costs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(1)
public class PhysicsStepBenchmark {

  private static final int STEPS = 500;

  /** Whose scene is simulated. */
  @Param({"metaworld/reach-v3", "metaworld/drawer-open-v3"})
  public String task;

  private EnvironmentFactory factory;
  private Physics physics;
  private double[] start;

  /** Opens the scene in the initial state of a seed. */
  @Setup
  public void open() {
    factory = new EnvironmentFactory();
    SimulatedEnvironment environment =
        factory.newEnvironment(
            TaskRegistry.load().task(task).orElseThrow(), EnvironmentOptions.defaults());
    BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    environment.reset(ResetOptions.seed(0), storage, 0);
    physics = environment.physics();
    start = new double[physics.stateSize()];
    physics.readState(start);
  }

  /** Back to the initial state, so that both loops do the same work. */
  @Setup(Level.Invocation)
  public void restart() {
    physics.writeState(start);
  }

  /** Frees everything. */
  @TearDown
  public void close() {
    factory.close();
  }

  /** One native call that loops. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public void nativeLoop() {
    physics.step(STEPS);
  }

  /** One native call for each step. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public void javaLoop() {
    for (int i = 0; i < STEPS; i++) {
      physics.step(1);
    }
  }
}
