package org.workcell.benchmarks;

import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.infra.Blackhole;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.RandomPolicy;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;

/**
 * A whole environment step with a random action: command path, physics, observation, reward and
 * info. With {@code -prof gc} it shows what a step allocates. Frame skip is not multiplied in.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EnvironmentStepBenchmark {

  private static final int[] ONLY = {0};

  private static final int HORIZON = 10_000_000;

  /** The task. */
  @Param({"metaworld/reach-v3", "metaworld/push-v3", "metaworld/drawer-open-v3"})
  public String task;

  /** Whose behaviour it has. */
  @Param({"strict", "compat"})
  public String profile;

  private EnvironmentFactory factory;
  private Environment environment;
  private BatchStorage storage;
  private RandomPolicy policy;

  /** Opens the environment and starts an episode that does not end. */
  @Setup
  public void open() {
    factory = new EnvironmentFactory();
    TaskDefinition definition = TaskRegistry.load().task(task).orElseThrow();
    environment =
        factory.newEnvironment(
            definition,
            EnvironmentOptions.defaults()
                .withProfile(Profile.ofLabel(profile))
                .withHorizon(HORIZON));
    storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    policy = new RandomPolicy(environment.spec().task().action());
    policy.start(0, Episode.seed(0));
    environment.reset(ResetOptions.seed(0), storage, 0);
  }

  /** Frees everything. */
  @TearDown
  public void close() {
    factory.close();
  }

  /**
   * No step at all, for about as long: what the harness itself allocates per operation, to be
   * subtracted from {@link #step}.
   */
  @Benchmark
  public void harness() {
    Blackhole.consumeCPU(25_000);
  }

  /** One step. */
  @Benchmark
  public double step() {
    policy.act(storage, ONLY, storage.action());
    environment.step(storage, 0);
    return storage.reward().get(0, 0);
  }
}
