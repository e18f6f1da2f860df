package org.workcell.server.session;

import java.util.Optional;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.EpisodeColumn;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Expert;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.vector.OwnRows;
import org.workcell.sim.vector.PooledVectorEnvironment;
import org.workcell.sim.vector.VectorBatch;

/**
 * The experts of a vector's rows. An expert begins anew when its row shows another episode or an
 * earlier step, and gives the same answer when it is asked again in the same step.
 */
final class RowExperts {

  /** Which step of which episode a row shows. */
  private record Moment(int task, int variation, long seed, double step) {

    static Moment of(VectorBatch batch, int row) {
      double step = batch.rows().episode().get(row, EpisodeColumn.STEPS.ordinal());
      return new Moment(batch.task(row), batch.variation(row), batch.seed(row), step);
    }

    boolean follows(Moment earlier) {
      return task == earlier.task
          && variation == earlier.variation
          && seed == earlier.seed
          && step > earlier.step;
    }
  }

  private final PooledVectorEnvironment vector;
  private final ExpertsOfTasks definitions;
  private final OwnRows own;
  private final BatchRow view = new BatchRow();
  private final Expert[] experts;
  private final Moment[] asked;
  private final double[][] answers;

  /** How the experts of the tasks of a vector are made. */
  interface ExpertsOfTasks {
    /** The expert of a task, where there is one. */
    Optional<ExpertDefinition> of(int task);
  }

  RowExperts(PooledVectorEnvironment vector, ExpertsOfTasks definitions) {
    this.vector = vector;
    this.definitions = definitions;
    this.own = vector.ownRows();
    this.experts = new Expert[vector.count()];
    this.asked = new Moment[vector.count()];
    this.answers = new double[vector.count()][];
  }

  /** Writes what the experts do in some rows, one row of {@code actions} for each. */
  void act(int[] rows, BatchBlock actions) {
    VectorBatch batch = vector.current();
    for (int row : rows) {
      definition(batch, row);
    }
    for (int i = 0; i < rows.length; i++) {
      int row = rows[i];
      Moment now = Moment.of(batch, row);
      if (!now.equals(asked[row])) {
        ask(batch, row, now);
      }
      own.writeAction(batch, row, answers[row], actions, i);
    }
  }

  private ExpertDefinition definition(VectorBatch batch, int row) {
    return definitions
        .of(batch.task(row))
        .orElseThrow(
            () ->
                new CallException(
                    ErrorCode.NOT_FOUND,
                    "task %s has no expert".formatted(own.task(batch, row).id())));
  }

  private void ask(VectorBatch batch, int row, Moment now) {
    ExpertDefinition definition = definition(batch, row);
    boolean begins = asked[row] == null || !now.follows(asked[row]);
    asked[row] = null;
    BatchStorage observation = own.observation(batch, row);
    double[] action = new double[observation.action().spec().size()];
    if (definition.readsScene()) {
      vector.visit(
          row,
          environment -> {
            Episode episode =
                batch.episode(row).withScene(SimulatedEnvironment.of(environment).physics());
            act(row, definition, begins ? episode : null, observation, action);
            return action;
          });
    } else {
      act(row, definition, begins ? batch.episode(row) : null, observation, action);
    }
    answers[row] = action;
    asked[row] = now;
  }

  private void act(
      int row,
      ExpertDefinition definition,
      Episode begun,
      BatchStorage observation,
      double[] action) {
    if (begun != null) {
      experts[row] = definition.newExpert().get();
      experts[row].start(begun);
    }
    view.moveTo(observation, 0);
    experts[row].act(view, action);
  }
}
