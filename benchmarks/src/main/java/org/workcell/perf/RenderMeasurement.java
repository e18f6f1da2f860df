package org.workcell.perf;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.policy.RandomPolicy;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.PooledVectorEnvironment;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.sim.vector.VectorRenderer;

/**
 * Takes images of environments that random actions move, in turns of half a second with a floor
 * that draws the same scenes on as many threads with nothing but the engine's three calls. Steps
 * between turns are not counted.
 */
public final class RenderMeasurement implements AutoCloseable {

  private final PerfOptions options;
  private final ImageOptions images;
  private final Policy policy;
  private final PooledVectorEnvironment vector;
  private final VectorRenderer renderer;
  private final ImageBlock block;
  private final RenderFloorThreads floor;
  private final SliceRatios ratios = new SliceRatios();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private long frames;
  private long cpuNanoseconds;
  private boolean floorAgrees = true;

  private RenderMeasurement(PerfOptions options, ImageOptions wanted) {
    this.options = options;
    this.images = wanted.withWorkers(options.workers());
    this.vector =
        VectorEnvironment.open(
            VectorOptions.of(options.task(), options.environment(), options.count()),
            PoolOptions.of(1));
    try {
      vector.reset(0);
      this.policy = new RandomPolicy(vector.layout().action());
      this.renderer = VectorRenderer.open(vector, images);
      this.block = renderer.newBlock(options.count());
      Model scene =
          vector.visit(0, environment -> SimulatedEnvironment.of(environment).physics().scene());
      this.floor = new RenderFloorThreads(scene, images, options.count());
    } catch (RuntimeException e) {
      vector.close();
      throw e;
    }
  }

  /**
   * Measures.
   *
   * @param images in one block; the threads are those of {@code options}
   * @throws org.workcell.sim.rendering.RenderingException if this machine cannot draw
   */
  public static RenderReport run(PerfOptions options, ImageOptions images) {
    try (RenderMeasurement measurement = new RenderMeasurement(options, images)) {
      return measurement.measure();
    }
  }

  private RenderReport measure() {
    for (int i = 0; i < options.count(); i++) {
      policy.start(i, Episode.seed(i));
    }
    for (int pair = 0; pair < SliceRatios.WARM_UP_PAIRS; pair++) {
      measurePair();
    }
    ratios.forgetWarmUp();
    frames = 0;
    cpuNanoseconds = 0;
    int pairs = SliceRatios.pairs(options);
    for (int pair = 0; pair < pairs; pair++) {
      measurePair();
    }
    return new RenderReport(
        renderer.description(),
        images.cameras(),
        ratios.ratio(),
        ratios.cpuRatio(),
        ratios.cpuRatioInterval(),
        ratios.runnerRate(),
        ratios.floorRate(),
        cpuNanoseconds / 1e6 / frames,
        floorAgrees,
        pairs);
  }

  private void measurePair() {
    VectorBatch batch = vector.current();
    policy.act(batch.rows(), batch.environments(), batch.rows().action());
    batch = vector.step();
    long cpu = -workerCpu();
    long start = System.nanoTime();
    int rounds = 0;
    while (System.nanoTime() - start < SliceRatios.SLICE_NANOSECONDS) {
      renderer.render(batch, block);
      rounds++;
    }
    long nanoseconds = System.nanoTime() - start;
    cpu += workerCpu();
    for (int i = 0; i < options.count(); i++) {
      ViewState view = new ViewState();
      vector.visit(
          i,
          environment -> {
            SimulatedEnvironment.of(environment).captureView(view);
            return view;
          });
      floor.show(i, view);
    }
    long floorNanoseconds = floor.draw(rounds);
    long drawn = (long) rounds * options.count() * images.cameras().size();
    ratios.add(drawn, nanoseconds, cpu, floorNanoseconds, floor.cpuNanoseconds());
    frames += drawn;
    cpuNanoseconds += cpu;
    floorAgrees &= floor.drewTheSame(block);
  }

  private long workerCpu() {
    long sum = 0;
    for (long worker : renderer.threadIds()) {
      sum += threads.getThreadCpuTime(worker);
    }
    return sum;
  }

  @Override
  public void close() {
    floor.close();
    renderer.close();
    vector.close();
  }
}
