package org.workcell.recipes.closedloop;

import java.util.Arrays;
import java.util.List;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.EpisodeFailedException;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;

/** A simulated hand that is given actions. Owns an environment. One thread at a time. */
final class HandReplay implements AutoCloseable {

  private static final String HAND = "hand";

  private final SimulatedEnvironment environment;
  private final BatchStorage storage;
  private final int hand;

  HandReplay(EnvironmentFactory factory, TaskDefinition task, EnvironmentOptions options) {
    this.environment =
        factory.newEnvironment(
            task,
            options.withHorizon(EnvironmentOptions.MAX_HORIZON).withIgnoresTerminations(true));
    this.storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    this.hand = environment.physics().scene().body(HAND);
  }

  void start(long seed) {
    environment.reset(ResetOptions.seed(seed), storage, 0);
  }

  void step(double[] action) {
    storage.action().putRow(0, action);
    environment.step(storage, 0);
  }

  /** Where the hand is, m, in a new array. */
  double[] position() {
    environment.physics().refreshPositions();
    double[] place = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      place[axis] = environment.physics().bodyPos().get(hand, axis);
    }
    return place;
  }

  int actionSize() {
    return environment.spec().task().layout().action().size();
  }

  Snapshot snapshot() {
    return environment.snapshot();
  }

  void restore(Snapshot snapshot) {
    environment.restore(snapshot, storage, 0);
  }

  /**
   * Positions for all actions of a log, from the beginning of its episode. Where the simulation
   * diverges, as far from the truth it can, the hand stays where it was last.
   */
  double[][] positions(HandLog log) {
    start(log.seed());
    double[][] positions = new double[log.rows() + 1][];
    positions[0] = position();
    int row = 0;
    try {
      for (; row < log.rows(); row++) {
        step(log.actions()[row]);
        positions[row + 1] = position();
      }
    } catch (EpisodeFailedException e) {
      Arrays.fill(positions, row + 1, positions.length, positions[row]);
    }
    return positions;
  }

  /** Mean squared distances of logs, m², one for each. */
  double[] errors(List<HandLog> logs) {
    double[] errors = new double[logs.size()];
    for (int i = 0; i < errors.length; i++) {
      double[][] simulated = positions(logs.get(i));
      for (int row = 1; row < simulated.length; row++) {
        for (int axis = 0; axis < 3; axis++) {
          double difference = simulated[row][axis] - logs.get(i).positions()[row][axis];
          errors[i] += difference * difference / (simulated.length - 1);
        }
      }
    }
    return errors;
  }

  @Override
  public void close() {
    environment.close();
  }
}
