package org.workcell.perf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.TaskOptions;
import org.workcell.sim.physics.EngineCalls;
import org.workcell.sim.physics.EngineFloor;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.vector.RowStatus;
import org.workcell.sim.vector.VectorBatch;

/**
 * Records what a runner does in a slice of time and has the floor repeat it. Reads the environments
 * between steps, when no worker is inside of them.
 */
final class FloorComparison implements AutoCloseable {

  /** How long a slice takes. */
  static final long SLICE_NANOSECONDS = 500_000_000;

  /** Pairs of slices that come before the measurement and don't count. */
  static final int WARM_UP_PAIRS = 2;

  private final Environment[] environments;
  private final Physics[] simulations;
  private final Recording recording;
  private final FloorThreads floor;
  private final List<Double> ratios = new ArrayList<>();
  private final List<Double> cpuRatios = new ArrayList<>();
  private final List<Double> runnerRates = new ArrayList<>();
  private final List<Double> floorRates = new ArrayList<>();
  private boolean floorAgrees = true;

  /** Asks a vector for one of its environments. */
  interface Visits {
    <T> T visit(int environment, Function<Environment, T> visitor);
  }

  FloorComparison(PerfOptions options, Visits vector) {
    environments = new Environment[options.count()];
    Arrays.setAll(environments, i -> vector.visit(i, Function.identity()));
    simulations = new Physics[options.count()];
    Arrays.setAll(simulations, i -> vector.visit(i, Environment::physics));
    Model scene = simulations[0].scene();
    recording = new Recording(options.count(), EngineFloor.commandSize(scene));
    floor = new FloorThreads(scene, calls(options), options.count(), options.workers());
  }

  private static EngineCalls calls(PerfOptions options) {
    TaskOptions taskOptions =
        TaskOptions.resolve(
            options.environment().profile(), options.environment().settings(), options.task());
    return options.task().engineCalls(taskOptions);
  }

  /** Pairs of slices that fill the time asked for. */
  static int pairs(PerfOptions options) {
    return (int) Math.ceil(options.seconds() * 1e9 / (2 * SLICE_NANOSECONDS));
  }

  /** A slice of the runner begins. */
  void beginSlice() {
    recording.clear();
    for (int i = 0; i < simulations.length; i++) {
      recording.addFirstState(start(i));
    }
  }

  private Recording.Start start(int environment) {
    double[] state = new double[simulations[environment].stateSize()];
    simulations[environment].readState(state);
    return new Recording.Start(state, environments[environment].copyModelEdits());
  }

  /** All environments are about to be stepped once more. */
  void beginRound() {
    recording.beginRound();
  }

  /**
   * Records rows of the round.
   *
   * @param numbers the environment of each row
   * @return how many stepped and were not reset
   */
  int record(VectorBatch batch, int[] numbers) {
    int stepped = 0;
    for (int row = 0; row < numbers.length; row++) {
      int environment = numbers[row];
      if (batch.status(row) == RowStatus.RESET) {
        recording.addReset(environment, simulations[environment], start(environment));
      } else if (batch.status(row) == RowStatus.STEPPED) {
        recording.addStep(environment, simulations[environment]);
        stepped++;
      } else {
        throw new IllegalStateException(
            "environment %d failed while it was measured".formatted(environment),
            batch.failure(row).orElse(null));
      }
    }
    return stepped;
  }

  /** The runner's slice has ended; the floor takes its turn. */
  void endSlice(long steps, long runnerNanoseconds, long runnerCpuNanoseconds) {
    floor.rewind(recording);
    long floorNanoseconds = floor.repeat(recording);
    ratios.add((double) floorNanoseconds / runnerNanoseconds);
    cpuRatios.add((double) floor.cpuNanoseconds() / runnerCpuNanoseconds);
    runnerRates.add(steps * 1e9 / runnerNanoseconds);
    floorRates.add(steps * 1e9 / floorNanoseconds);
    for (int i = 0; i < simulations.length; i++) {
      double[] state = new double[simulations[i].stateSize()];
      simulations[i].readState(state);
      floorAgrees &= Arrays.equals(state, floor.state(i));
    }
  }

  void forgetWarmUp() {
    List.of(ratios, cpuRatios, runnerRates, floorRates).forEach(List::clear);
  }

  double ratio() {
    return median(ratios);
  }

  double cpuRatio() {
    return median(cpuRatios);
  }

  double runnerStepsPerSecond() {
    return median(runnerRates);
  }

  double floorStepsPerSecond() {
    return median(floorRates);
  }

  boolean floorAgrees() {
    return floorAgrees;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  @Override
  public void close() {
    floor.close();
  }
}
