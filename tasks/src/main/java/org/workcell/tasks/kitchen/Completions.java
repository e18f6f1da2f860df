package org.workcell.tasks.kitchen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StatePart;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Keeps book of which goals have been reached. The reward of a step is the number of goals, of
 * those that still count, that are reached in it. One thread at a time; allocates nothing.
 */
final class Completions implements StatePart {

  /** How far a goal can be without having been reached. */
  private static final double ALMOST = 0.99;

  private final Goal[] goals;
  private final int[] addresses;
  private final double[] initialDistances;
  private final boolean removeReached;
  private final boolean[] counting;
  private final boolean[] inStep;
  private final boolean[] inEpisode;

  Completions(List<Goal> goals, boolean removeReached, Model scene) {
    this.goals = goals.toArray(Goal[]::new);
    this.addresses = goals.stream().mapToInt(goal -> goal.address(scene)).toArray();
    this.initialDistances = initialDistances(goals, scene);
    this.removeReached = removeReached;
    this.counting = new boolean[goals.size()];
    this.inStep = new boolean[goals.size()];
    this.inEpisode = new boolean[goals.size()];
  }

  private double[] initialDistances(List<Goal> all, Model scene) {
    double[] distances = new double[all.size()];
    for (int i = 0; i < distances.length; i++) {
      double squares = 0;
      double[] positions = all.get(i).positions();
      for (int j = 0; j < positions.length; j++) {
        double difference = scene.get(ModelField.QPOS0, addresses[i] + j) - positions[j];
        squares += difference * difference;
      }
      distances[i] = Math.sqrt(squares);
    }
    return distances;
  }

  /** Names of the columns of {@link #writeInfo}. */
  static List<String> columns(List<Goal> goals) {
    List<String> columns = new ArrayList<>();
    for (String kind :
        List.of("tasks_to_complete", "step_task_completions", "episode_task_completions")) {
      goals.forEach(goal -> columns.add(kind + "_" + goal.columnName()));
    }
    columns.add("completed_tasks");
    return columns;
  }

  /** An episode begins: every goal counts and none is reached. */
  void start() {
    Arrays.fill(counting, true);
    Arrays.fill(inStep, false);
    Arrays.fill(inEpisode, false);
  }

  /** Judges a step and gives its reward. */
  double judge(Physics physics) {
    double reward = 0;
    for (int i = 0; i < goals.length; i++) {
      inStep[i] = counting[i] && goals[i].reached(physics, addresses[i]);
      if (inStep[i]) {
        reward++;
        inEpisode[i] = true;
        counting[i] = !removeReached;
      }
    }
    return reward;
  }

  /** Whether every goal has been reached in this episode. */
  boolean all() {
    return reached() == goals.length;
  }

  /** Whether every goal is reached in the current state. */
  boolean allHold(Physics physics) {
    for (int i = 0; i < goals.length; i++) {
      if (!goals[i].reached(physics, addresses[i])) {
        return false;
      }
    }
    return true;
  }

  private int reached() {
    int reached = 0;
    for (boolean completed : inEpisode) {
      reached += completed ? 1 : 0;
    }
    return reached;
  }

  /**
   * How far each goal is: 1 once it was reached in this episode, else the share of the way from its
   * distance in the scene's initial state, but less than 1.
   */
  void readStages(Physics physics, double[] fractions) {
    for (int i = 0; i < goals.length; i++) {
      double way = 1 - goals[i].distance(physics, addresses[i]) / initialDistances[i];
      fractions[i] = inEpisode[i] ? 1 : Math.min(Math.max(way, 0), ALMOST);
    }
  }

  /** Copies the coordinates of the goals' elements, which no noise changes. */
  void readAchieved(Physics physics, double[] target) {
    int at = 0;
    for (int i = 0; i < goals.length; i++) {
      for (int j = 0; j < goals[i].size(); j++) {
        target[at++] = physics.qpos().get(addresses[i] + j);
      }
    }
  }

  /** Writes the columns of {@link #columns}. */
  void writeInfo(BatchRow row) {
    int column = writeFlags(counting, 0, row);
    column = writeFlags(inStep, column, row);
    column = writeFlags(inEpisode, column, row);
    row.writeInfo(column, reached());
  }

  private static int writeFlags(boolean[] flags, int firstColumn, BatchRow row) {
    for (int i = 0; i < flags.length; i++) {
      row.writeInfo(firstColumn + i, flags[i] ? 1 : 0);
    }
    return firstColumn + flags.length;
  }

  @Override
  public void save(StateWriter writer) {
    for (boolean[] flags : List.of(counting, inStep, inEpisode)) {
      for (boolean flag : flags) {
        writer.putBoolean(flag);
      }
    }
  }

  @Override
  public void load(StateReader reader) {
    for (boolean[] flags : List.of(counting, inStep, inEpisode)) {
      for (int i = 0; i < flags.length; i++) {
        flags[i] = reader.getBoolean();
      }
    }
  }
}
