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
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorOptions;

/**
 * A step of one environment of a vector, as tree search and rollout groups take: with {@code
 * environments=1} what it costs alone, with more what it costs among others.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PartialStepBenchmark {

  private static final int HORIZON = 100_000;

  /** Number of environments. */
  @Param({"1", "64"})
  public int environments;

  /** Sides of the images of two cameras, in pixels; without images for 0. */
  @Param({"0", "84"})
  public int imagePixels;

  private VectorEnvironment vector;
  private final int[] one = {0};

  /** Opens the vector and starts episodes that do not end. */
  @Setup
  public void open() {
    VectorOptions options =
        VectorOptions.of(
            TaskRegistry.load().task("metaworld/reach-v3").orElseThrow(),
            EnvironmentOptions.defaults().withHorizon(HORIZON),
            environments);
    if (imagePixels > 0) {
      RenderOptions image = RenderOptions.fast(imagePixels, imagePixels);
      options = options.withImages(ImageOptions.of(image, "corner2", "gripperPOV").withWorkers(1));
    }
    vector = VectorEnvironment.open(options, PoolOptions.of(1));
    vector.reset(0);
  }

  /** Frees everything. */
  @TearDown
  public void close() {
    vector.close();
  }

  /** One step of each environment in turn. */
  @Benchmark
  public double stepOne() {
    one[0] = (one[0] + 1) % environments;
    return vector.step(one).rows().reward().get(one[0], 0);
  }
}
