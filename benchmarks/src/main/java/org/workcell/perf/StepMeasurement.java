package org.workcell.perf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.TaskOptions;
import org.workcell.sim.physics.EngineCalls;
import org.workcell.sim.physics.EngineFloor;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.policy.RandomPolicy;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.RowStatus;
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

  private static final long SLICE_NANOSECONDS = 500_000_000;
  private static final int WARM_UP_PAIRS = 2;

  private final PerfOptions options;
  private final VectorEnvironment vector;
  private final RandomPolicy policy;
  private final Physics[] simulations;
  private final Recording recording;
  private final FloorThreads floor;
  private final ThreadMeter meter;

  private final List<Double> ratios = new ArrayList<>();
  private final List<Double> cpuRatios = new ArrayList<>();
  private final List<Double> runnerRates = new ArrayList<>();
  private final List<Double> floorRates = new ArrayList<>();
  private CostTally tally = new CostTally();
  private boolean floorAgrees = true;

  private StepMeasurement(PerfOptions options) {
    this.options = options;
    this.vector =
        VectorEnvironment.open(
            VectorOptions.of(options.task(), options.environment(), options.count()),
            PoolOptions.of(options.workers()));
    this.policy = new RandomPolicy(vector.layout().action());
    this.meter = new ThreadMeter(vector.pool());
    this.simulations = new Physics[options.count()];
    vector.reset(0);
    readSimulations();
    Model scene = simulations[0].scene();
    this.recording = new Recording(options.count(), EngineFloor.commandSize(scene));
    this.floor = new FloorThreads(scene, calls(), options.count(), options.workers());
  }

  private EngineCalls calls() {
    TaskOptions taskOptions =
        TaskOptions.resolve(
            options.environment().profile(), options.environment().settings(), options.task());
    return options.task().engineCalls(taskOptions);
  }

  private void readSimulations() {
    for (int i = 0; i < simulations.length; i++) {
      simulations[i] = vector.visit(i, Environment::physics);
    }
  }

  /** Measures; takes a little longer than asked for, because environments must be warmed up. */
  public static StepReport run(PerfOptions options) {
    try (StepMeasurement measurement = new StepMeasurement(options)) {
      return measurement.measure();
    }
  }

  private StepReport measure() {
    startPolicies();
    stagger();
    int pairs = (int) Math.ceil(options.seconds() * 1e9 / (2 * SLICE_NANOSECONDS));
    for (int pair = 0; pair < WARM_UP_PAIRS; pair++) {
      measurePair();
    }
    forgetWarmUp();
    for (int pair = 0; pair < pairs; pair++) {
      measurePair();
    }
    return new StepReport(
        median(ratios),
        median(cpuRatios),
        median(runnerRates),
        median(floorRates),
        tally.cpuMicrosecondsPerStep(),
        tally.bytesPerStep(),
        tally.resetInSteps(),
        floorAgrees,
        pairs);
  }

  private void startPolicies() {
    for (int i = 0; i < options.count(); i++) {
      policy.start(i, new SeedStreams(i));
    }
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

  private void act() {
    VectorBatch batch = vector.current();
    policy.act(batch.rows(), batch.environments(), batch.rows().action());
  }

  private void forgetWarmUp() {
    tally = new CostTally();
    List.of(ratios, cpuRatios, runnerRates, floorRates).forEach(List::clear);
  }

  private void measurePair() {
    recordFirstStates();
    long steps = 0;
    long runnerNanoseconds = 0;
    long runnerCpuNanoseconds = 0;
    while (runnerNanoseconds < SLICE_NANOSECONDS) {
      act();
      tally.begin(meter);
      long start = System.nanoTime();
      VectorBatch batch = vector.step();
      runnerNanoseconds += System.nanoTime() - start;
      tally.end(meter);
      int stepped = record(batch);
      steps += stepped;
      runnerCpuNanoseconds += tally.add(stepped, options.count() - stepped);
    }
    floor.rewind(recording);
    long floorNanoseconds = floor.repeat(recording);
    ratios.add((double) floorNanoseconds / runnerNanoseconds);
    cpuRatios.add((double) floor.cpuNanoseconds() / runnerCpuNanoseconds);
    runnerRates.add(steps * 1e9 / runnerNanoseconds);
    floorRates.add(steps * 1e9 / floorNanoseconds);
    compare();
  }

  private void recordFirstStates() {
    recording.clear();
    for (int i = 0; i < simulations.length; i++) {
      recording.addFirstState(start(i));
    }
  }

  private Recording.Start start(int environment) {
    double[] state = new double[simulations[environment].stateSize()];
    simulations[environment].readState(state);
    return new Recording.Start(state, edits(environment));
  }

  private ModelEdits edits(int environment) {
    return vector.visit(environment, Environment::copyModelEdits);
  }

  /** Records a batch step; returns how many environments stepped and were not reset. */
  private int record(VectorBatch batch) {
    recording.beginRound();
    int stepped = 0;
    for (int i = 0; i < simulations.length; i++) {
      if (batch.status(i) == RowStatus.RESET) {
        recording.addReset(i, start(i));
      } else if (batch.status(i) == RowStatus.STEPPED) {
        recording.addStep(i, simulations[i]);
        stepped++;
      } else {
        throw new IllegalStateException(
            "environment %d failed while it was measured".formatted(i),
            batch.failure(i).orElse(null));
      }
    }
    return stepped;
  }

  private void compare() {
    for (int i = 0; i < simulations.length; i++) {
      double[] state = new double[simulations[i].stateSize()];
      simulations[i].readState(state);
      floorAgrees &= Arrays.equals(state, floor.state(i));
    }
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  @Override
  public void close() {
    floor.close();
    vector.close();
  }
}
