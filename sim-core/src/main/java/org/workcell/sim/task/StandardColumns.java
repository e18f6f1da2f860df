package org.workcell.sim.task;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StatePart;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * What every task has beside its own results: the kind of its reward, its progress, and on request
 * its costs, as info columns after the task's own. One thread at a time; allocates nothing after
 * construction.
 */
public final class StandardColumns implements StatePart {

  /** Names of the columns of progress: in [0, 1], and the number of stages that are reached. */
  private static final List<String> PROGRESS = List.of("progress", "stages_reached");

  private final RewardKind reward;
  private final Stages stages;
  private final boolean stagesAreSuccess;
  private final int firstColumn;
  private final CostMeter costs;
  private final double[] fractions;

  /** The columns of an environment of a task. */
  public StandardColumns(TaskDefinition task, TaskSpec own, TaskOptions options, Physics physics) {
    this.reward = StandardSettings.reward(options);
    this.stages = own.stages();
    this.stagesAreSuccess = stages.equals(Stages.success());
    this.firstColumn = own.infoColumns().size();
    this.fractions = new double[stages.count()];
    this.costs =
        StandardSettings.costs(options)
            ? new CostMeter(task.roles().robot().orElseThrow(), physics)
            : null;
  }

  /** A task's spec as its environments have it, with the columns that every task has. */
  public static TaskSpec specOf(TaskDefinition task, TaskOptions options) {
    TaskSpec own = task.spec(options);
    List<String> columns = new ArrayList<>(own.infoColumns());
    columns.addAll(PROGRESS);
    if (StandardSettings.costs(options)) {
      columns.addAll(CostMeter.COLUMNS);
    }
    return own.toBuilder().infoColumns(columns).build();
  }

  /** An episode begins, and the task has written its first observation. */
  public void start(Task task, BatchRow row) {
    writeProgress(task, row);
    if (costs != null) {
      costs.start(row, firstColumn + PROGRESS.size());
    }
  }

  /** The task has judged a step. */
  public void afterStep(Task task, BatchRow row) {
    if (reward != RewardKind.TASK) {
      row.writeReward(reward.of(row.reward(), row.success()));
    }
    writeProgress(task, row);
    if (costs != null) {
      costs.write(row, firstColumn + PROGRESS.size());
    }
  }

  private void writeProgress(Task task, BatchRow row) {
    if (stagesAreSuccess) {
      fractions[0] = row.success() ? 1 : 0;
    } else {
      task.readStages(fractions);
    }
    row.writeInfo(firstColumn, stages.progress(fractions));
    row.writeInfo(firstColumn + 1, stages.reached(fractions));
  }

  @Override
  public void save(StateWriter writer) {
    if (costs != null) {
      costs.save(writer);
    }
  }

  @Override
  public void load(StateReader reader) {
    if (costs != null) {
      costs.load(reader);
    }
  }
}
