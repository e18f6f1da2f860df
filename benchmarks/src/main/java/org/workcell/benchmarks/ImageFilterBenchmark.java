package org.workcell.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.Warmup;
import org.workcell.randomization.Presets;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.image.ImageFilter;
import org.workcell.sim.image.ImageFrame;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskRegistry;

/**
 * What an image corruption at its highest severity costs for one image, beside drawing it. With
 * {@code -prof gc} it shows that none allocates.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ImageFilterBenchmark {

  /** The corruption. */
  @Param({"motion_blur", "gaussian_blur", "zoom_blur", "fog", "glass_blur"})
  public String kind;

  /** Width and height in pixels. */
  @Param({"84", "128"})
  public int side;

  private ImageFrame frame;
  private ByteBuffer image;
  private ImageFilter filter;
  private int step;

  /** Takes the filter of an episode. */
  @Setup
  public void open() throws IOException {
    frame = new ImageFrame(side, side);
    image = ByteBuffer.allocateDirect(3 * side * side);
    for (int i = 0; i < image.capacity(); i++) {
      image.put(i, (byte) (i * 31));
    }
    filter = filter();
  }

  private ImageFilter filter() throws IOException {
    Path preset = Files.createTempFile("corruption", ".yaml");
    Files.writeString(
        preset,
        "preset: one\nabout: one\nfactors:\n  it: {factor: image_corruption, kinds: [%s]}\n"
            .formatted(kind));
    ViewState view = new ViewState();
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      SimulatedEnvironment environment =
          factory.newEnvironment(
              TaskRegistry.load().task("metaworld/pick-place-v3").orElseThrow(),
              EnvironmentOptions.defaults()
                  .withRandomization(Presets.load(preset.toString()).training()));
      BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
      environment.reset(ResetOptions.seed(0), storage, 0);
      environment.captureView(view);
      return view.filter();
    } finally {
      Files.delete(preset);
    }
  }

  /** One image. */
  @Benchmark
  public ByteBuffer filterImage() {
    frame.filter(image, filter, step++, 0);
    return image;
  }
}
