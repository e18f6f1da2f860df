package org.workcell.sim2real.delta;

import java.util.List;
import java.util.function.Supplier;
import org.workcell.sim2real.replay.ReplayBatch;
import org.workcell.sim2real.replay.ReplayFilter;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.ReplayWindow;
import org.workcell.sim2real.replay.Trajectory;

/**
 * Replays of windows with a network in them, and what it read and made.
 *
 * @param trajectories what the simulation did
 * @param inputs of each window, [row * inputs + input], from the first row on
 * @param results of each window, [row * results + result]
 */
record VisitedInputs(List<Trajectory> trajectories, double[][] inputs, double[][] results) {

  /** Keeps what a network reads. Each window has its own array, so that threads don't meet. */
  private static final class Recorder implements ReplayFilter {

    private final Recording filter;
    private final List<ReplayLog> logs;
    private final List<ReplayWindow> windows;
    private final double[][] inputs;
    private final double[][] results;
    private int window;
    private int first;

    Recorder(
        Recording filter,
        List<ReplayLog> logs,
        List<ReplayWindow> windows,
        double[][] inputs,
        double[][] results) {
      this.filter = filter;
      this.logs = logs;
      this.windows = windows;
      this.inputs = inputs;
      this.results = results;
    }

    @Override
    public void start(ReplayLog log, int row) {
      filter.start(log, row);
      first = row;
      window = 0;
      while (windows.get(window).start() != row || logs.get(windows.get(window).log()) != log) {
        window++;
      }
    }

    @Override
    public void past(int row, double[] command) {
      filter.past(row, command);
    }

    @Override
    public void command(int row, double[] position, double[] velocity, double[] command) {
      filter.command(row, position, velocity, command);
      keep(filter.inputs(), inputs, row);
      keep(filter.results(), results, row);
    }

    private void keep(double[] values, double[][] target, int row) {
      if (target[window] == null) {
        target[window] = new double[windows.get(window).rows() * values.length];
      }
      System.arraycopy(values, 0, target[window], (row - first) * values.length, values.length);
    }

    @Override
    public boolean state(int row, double[] position, double[] velocity) {
      return filter.state(row, position, velocity);
    }
  }

  /** Replays; windows of one log begin at different rows. */
  static VisitedInputs of(
      DeltaProblem problem,
      Supplier<? extends Recording> filters,
      List<ReplayLog> logs,
      List<ReplayWindow> windows) {
    double[][] inputs = new double[windows.size()][];
    double[][] results = new double[windows.size()][];
    try (ReplayBatch batch =
        ReplayBatch.builder(problem.setup())
            .logs(logs)
            .windows(windows)
            .threads(problem.options().threads())
            .filters(() -> new Recorder(filters.get(), logs, windows, inputs, results))
            .build()) {
      return new VisitedInputs(batch.replay(problem.setup().nominal()), inputs, results);
    }
  }
}
