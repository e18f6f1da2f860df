package org.workcell.benchmarks;

import java.nio.ByteBuffer;
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
import org.workcell.randomization.Presets;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.physics.WorkerModel;
import org.workcell.sim.rendering.Camera;
import org.workcell.sim.rendering.OpenGlContext;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.rendering.ViewRenderer;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskRegistry;

/**
 * What it costs to show the same environment again and again, and environments in turn whose rooms
 * wear other textures: an image of one pixel, and the change of the model alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TextureSwitchBenchmark {

  /** How many environments take turns. */
  @Param({"1", "16"})
  public int environments;

  private final ByteBuffer rgb = ByteBuffer.allocateDirect(3);
  private EnvironmentFactory factory;
  private ViewState[] views;
  private OpenGlContext context;
  private ViewRenderer renderer;
  private WorkerModel model;
  private Camera camera;
  private int next;

  /** Starts an episode of each environment, and uploads their scene. */
  @Setup
  public void open() {
    factory = new EnvironmentFactory();
    SimulatedEnvironment environment =
        factory.newEnvironment(
            TaskRegistry.load().task("metaworld/pick-place-v3").orElseThrow(),
            EnvironmentOptions.defaults().withRandomization(Presets.load("lamp-96").training()));
    BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    views = new ViewState[environments];
    for (int i = 0; i < environments; i++) {
      environment.reset(ResetOptions.seed(i), storage, 0);
      views[i] = new ViewState();
      environment.captureView(views[i]);
    }
    context = OpenGlContext.open();
    renderer = new ViewRenderer(context, views[0].scene(), RenderOptions.fast(1, 1));
    model = new WorkerModel(views[0].scene());
    camera = Camera.named(views[0].scene(), "corner2");
  }

  /** Frees everything. */
  @TearDown
  public void close() {
    model.close();
    renderer.close();
    context.close();
    factory.close();
  }

  /** Only what the model takes on: materials, lights, cameras. */
  @Benchmark
  public WorkerModel apply() {
    next = (next + 1) % environments;
    model.apply(views[next].edits());
    return model;
  }

  /** One image. */
  @Benchmark
  public ByteBuffer draw() {
    next = (next + 1) % environments;
    renderer.render(views[next], camera, rgb);
    return rgb;
  }
}
