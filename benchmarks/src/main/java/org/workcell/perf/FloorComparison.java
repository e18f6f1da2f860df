package org.workcell.perf;

import java.util.Arrays;
import java.util.function.Function;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.CommandLayout;
import org.workcell.sim.physics.CommandRecorder;
import org.workcell.sim.physics.EngineCalls;
import org.workcell.sim.physics.EngineFloor;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.vector.RowStatus;
import org.workcell.sim.vector.VectorBatch;

/**
 * Records what a runner does in a slice of time and has the floor repeat it. Reads the environments
 * between steps, when no worker is inside of them.
 */
final class FloorComparison implements AutoCloseable {

  private final SimulatedEnvironment[] environments;
  private final Physics[] simulations;
  private final CommandRecorder[] recorders;
  private final Recording recording;
  private final FloorThreads floor;
  private final SliceRatios ratios = new SliceRatios();
  private boolean floorAgrees = true;

  /** Asks a vector for one of its environments. */
  interface Visits {
    <T> T visit(int environment, Function<Environment, T> visitor);
  }

  FloorComparison(PerfOptions options, Visits vector) {
    environments = new SimulatedEnvironment[options.count()];
    Arrays.setAll(environments, i -> vector.visit(i, SimulatedEnvironment::of));
    simulations = new Physics[options.count()];
    Arrays.setAll(simulations, i -> environments[i].physics());
    Model scene = simulations[0].scene();
    EngineCalls calls = calls(options);
    recorders = new CommandRecorder[options.count()];
    Arrays.setAll(recorders, i -> new CommandRecorder(simulations[i], calls.substeps()));
    CommandLayout layout = recorders[0].layout();
    recording = new Recording(options.count(), layout.size());
    floor = new FloorThreads(() -> new EngineFloor(scene, calls, layout), options);
  }

  private static EngineCalls calls(PerfOptions options) {
    TaskOptions taskOptions =
        TaskOptions.resolve(
            options.environment().profile(), options.environment().settings(), options.task());
    return options.task().engineCalls(taskOptions);
  }

  /** A slice of the runner begins. */
  void beginSlice() {
    recording.clear();
    for (int i = 0; i < simulations.length; i++) {
      recording.addFirstState(start(i));
      recorders[i].forget();
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
        recording.addReset(environment, recorders[environment], start(environment));
      } else if (batch.status(row) == RowStatus.STEPPED) {
        recording.addStep(environment, recorders[environment]);
        stepped++;
      } else {
        throw new IllegalStateException(
            "environment %d failed while it was measured: %s"
                .formatted(environment, batch.failure(row).map(Throwable::getMessage).orElse("?")),
            batch.failure(row).orElse(null));
      }
    }
    return stepped;
  }

  /** The runner's slice has ended; the floor takes its turn. */
  void endSlice(long steps, long runnerNanoseconds, long runnerCpuNanoseconds) {
    floor.rewind(recording);
    long floorNanoseconds = floor.repeat(recording);
    ratios.add(
        steps, runnerNanoseconds, runnerCpuNanoseconds, floorNanoseconds, floor.cpuNanoseconds());
    for (int i = 0; i < simulations.length; i++) {
      double[] state = new double[simulations[i].stateSize()];
      simulations[i].readState(state);
      floorAgrees &= Arrays.equals(state, floor.state(i));
    }
  }

  /** What all pairs of slices since the warm-up say together. */
  SliceRatios ratios() {
    return ratios;
  }

  boolean floorAgrees() {
    return floorAgrees;
  }

  @Override
  public void close() {
    floor.close();
  }
}
