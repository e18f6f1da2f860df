package org.workcell.perf;

import java.util.Arrays;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.RandomPolicy;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.PooledVectorEnvironment;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorOptions;

/**
 * Steps a vector environment with random actions, and beside it a floor that repeats the same
 * commands on the same states with engine calls only. Runner and floor take turns of half a second.
 * The runner's time includes observation, reward, info and autoreset; resets are in both. Random
 * actions, and the recording that the floor repeats, are outside of it.
 */
public final class StepMeasurement implements AutoCloseable {

  /** The JVM compiles a method for good once it has been called 5,000 times. */
  private static final int WARM_UP_STEPS = 5000;

  private static final long LONGEST_WARM_UP_NANOSECONDS = 15_000_000_000L;

  private final PerfOptions options;
  private final PooledVectorEnvironment vector;
  private final RandomPolicy policy;
  private final FloorComparison comparison;
  private final ThreadMeter meter;
  private CostTally tally = new CostTally();

  private StepMeasurement(PerfOptions options) {
    this.options = options;
    this.vector =
        VectorEnvironment.open(
            VectorOptions.of(options.task(), options.environment(), options.count()),
            PoolOptions.of(options.workers()));
    this.policy = new RandomPolicy(vector.layout().action());
    this.meter = new ThreadMeter(vector.pool());
    vector.reset(0);
    this.comparison = new FloorComparison(options, vector::visit);
  }

  /**
   * Measures; takes longer than asked for, because environments and the JVM must be warmed up: an
   * episode and 5,000 steps, or 15 seconds.
   */
  public static StepReport run(PerfOptions options) {
    try (StepMeasurement measurement = new StepMeasurement(options)) {
      return measurement.measure();
    }
  }

  private StepReport measure() {
    for (int i = 0; i < options.count(); i++) {
      policy.start(i, Episode.seed(i));
    }
    stagger();
    warmUp();
    for (int pair = 0; pair < SliceRatios.WARM_UP_PAIRS; pair++) {
      measurePair();
    }
    comparison.ratios().forgetWarmUp();
    tally = new CostTally();
    int pairs = SliceRatios.pairs(options);
    for (int pair = 0; pair < pairs; pair++) {
      measurePair();
    }
    return new StepReport(
        comparison.ratios().ratio(),
        comparison.ratios().cpuRatio(),
        comparison.ratios().cpuRatioInterval(),
        comparison.ratios().runnerRate(),
        comparison.ratios().floorRate(),
        tally.cpuMicrosecondsPerStep(),
        tally.bytesPerStep(),
        tally.resetInSteps(),
        comparison.floorAgrees(),
        pairs);
  }

  /** Spreads the environments over an episode, so that resets don't come all at once. */
  private void stagger() {
    int horizon = vector.spec(0).horizon();
    for (int step = 0; step < horizon; step++) {
      int late = (int) ((long) step * options.count() / horizon);
      int[] stepped = new int[options.count() - late];
      Arrays.setAll(stepped, i -> late + i);
      act();
      vector.step(stepped);
    }
  }

  private void warmUp() {
    long begun = System.nanoTime();
    for (int steps = 0;
        steps < WARM_UP_STEPS && System.nanoTime() - begun < LONGEST_WARM_UP_NANOSECONDS;
        steps += options.count()) {
      act();
      vector.step();
    }
  }

  private void act() {
    VectorBatch batch = vector.current();
    policy.act(batch.rows(), batch.environments(), batch.rows().action());
  }

  private void measurePair() {
    comparison.beginSlice();
    long steps = 0;
    long nanoseconds = 0;
    long cpuNanoseconds = 0;
    while (nanoseconds < SliceRatios.SLICE_NANOSECONDS) {
      act();
      tally.begin(meter);
      long start = System.nanoTime();
      VectorBatch batch = vector.step();
      nanoseconds += System.nanoTime() - start;
      tally.end(meter);
      comparison.beginRound();
      int stepped = comparison.record(batch, batch.environments());
      steps += stepped;
      cpuNanoseconds += tally.add(stepped, options.count() - stepped);
    }
    tally.endSlice();
    comparison.endSlice(steps, nanoseconds, cpuNanoseconds);
  }

  @Override
  public void close() {
    comparison.close();
    vector.close();
  }
}
