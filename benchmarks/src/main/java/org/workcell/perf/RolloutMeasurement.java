package org.workcell.perf;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.rollout.RolloutRunner;
import org.workcell.sim.rollout.RolloutTimes;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorOptions;

/**
 * Rolls a policy out, in turns of half a second with a floor that repeats the simulation alone with
 * nothing but engine calls. The runner's time includes everything: inference, observation, images,
 * reward, info and autoreset, and also the recording that the floor repeats.
 */
public final class RolloutMeasurement implements AutoCloseable {

  private static final int PROBE_ROUNDS = 20;

  private final PerfOptions options;
  private final String device;
  private final Policy policy;
  private final RolloutRunner runner;
  private final FloorComparison comparison;
  private final ThreadMeter meter;
  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private long rounds;
  private long cpuNanoseconds;
  private long bytes;

  private RolloutMeasurement(
      PerfOptions options, Optional<ImageOptions> images, Policy policy, String device) {
    this.options = options;
    this.device = device;
    this.policy = policy;
    VectorOptions plain = VectorOptions.of(options.task(), options.environment(), options.count());
    this.runner =
        new RolloutRunner(
            images.map(plain::withImages).orElse(plain), PoolOptions.of(options.workers()), policy);
    runner.reset(0);
    this.meter = new ThreadMeter(runner.pool());
    this.comparison = new FloorComparison(options, runner::visit);
  }

  /**
   * Measures.
   *
   * @param images what the policy sees of the scene, where it looks
   * @param policy who acts; stays the caller's
   * @param device where it chooses, for the report
   */
  public static RolloutReport run(
      PerfOptions options, Optional<ImageOptions> images, Policy policy, String device) {
    try (RolloutMeasurement measurement = new RolloutMeasurement(options, images, policy, device)) {
      return measurement.measure();
    }
  }

  private RolloutReport measure() {
    runner.run(PROBE_ROUNDS, (before, after, environments) -> {});
    long begun = System.nanoTime();
    runner.run(PROBE_ROUNDS, (before, after, environments) -> {});
    double perRound = (double) (System.nanoTime() - begun) / PROBE_ROUNDS;
    rounds = Math.max(1, Math.round(SliceRatios.SLICE_NANOSECONDS / perRound));
    for (int pair = 0; pair < SliceRatios.WARM_UP_PAIRS; pair++) {
      measurePair();
    }
    comparison.ratios().forgetWarmUp();
    cpuNanoseconds = 0;
    bytes = 0;
    RolloutTimes before = runner.times();
    int pairs = SliceRatios.pairs(options);
    for (int pair = 0; pair < pairs; pair++) {
      measurePair();
    }
    return report(runner.times().since(before), pairs);
  }

  private void measurePair() {
    comparison.beginSlice();
    RolloutTimes before = runner.times();
    long cpuAtStart = process.getProcessCpuTime();
    long bytesAtStart = meter.allocatedBytes();
    runner.run(rounds, new Recorder());
    bytes += meter.allocatedBytes() - bytesAtStart;
    long cpu = process.getProcessCpuTime() - cpuAtStart;
    cpuNanoseconds += cpu;
    RolloutTimes slice = runner.times().since(before);
    comparison.endSlice(slice.steps(), slice.elapsedNanoseconds(), cpu);
  }

  /** Both halves make one round. */
  private final class Recorder implements RolloutRunner.Listener {
    private int rows;

    @Override
    public void stepped(VectorBatch before, VectorBatch after, int[] environments) {
      if (rows % options.count() == 0) {
        comparison.beginRound();
      }
      rows += environments.length;
      comparison.record(after, environments);
    }
  }

  private RolloutReport report(RolloutTimes times, int pairs) {
    return new RolloutReport(
        policy.name(),
        device,
        comparison.ratios().ratio(),
        comparison.ratios().runnerRate(),
        comparison.ratios().floorRate(),
        cpuNanoseconds / 1e3 / times.steps(),
        (double) bytes / times.steps(),
        times.simulationShare(),
        times.waitingShare(),
        times.inferenceShare(),
        times.drawingShare(),
        pairs);
  }

  @Override
  public void close() {
    comparison.close();
    runner.close();
  }
}
