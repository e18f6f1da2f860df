package org.workcell.sim.environment;

import org.workcell.sim.batch.Actor;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;

/**
 * Finds out which action a row asks for, the policy's, somebody else's or the last one again, and
 * notes in the row which one was carried out and who chose it. Allocates nothing.
 */
final class ActionIntake {

  private final ActionLog log;
  private final double[] given;

  /**
   * Notes actions in a log.
   *
   * @param given takes the action to carry out, widened to doubles
   */
  ActionIntake(ActionLog log, double[] given) {
    this.log = log;
    this.given = given;
  }

  /**
   * Takes the action that a row asks for. The row asks for the policy's again afterwards.
   *
   * @throws IllegalArgumentException if it is not finite, or there is none to hold; nothing has
   *     changed then
   */
  void take(BatchStorage storage, int row) {
    Actor actor = Actor.of((int) storage.actor().get(row, 0));
    BatchBlock executed = storage.executedAction();
    if (actor == Actor.HOLD) {
      log.writeLast(executed, row);
      executed.getRow(row, given);
    } else {
      BatchBlock source = actor == Actor.POLICY ? storage.action() : storage.intervention();
      source.getRow(row, given);
      requireFinite(source);
      source.copyRow(row, executed, row);
    }
    storage.executedBy().put(row, 0, actor.number());
    storage.actor().put(row, 0, Actor.POLICY.number());
  }

  private void requireFinite(BatchBlock source) {
    for (int i = 0; i < given.length; i++) {
      if (!Double.isFinite(given[i])) {
        throw new IllegalArgumentException(
            "%s[%d] is %s; expected a finite number within the action bounds"
                .formatted(source.spec().name(), i, given[i]));
      }
    }
  }

  /** Appends the action that was taken to the log. */
  void record(BatchStorage storage, int row) {
    log.append(storage.executedAction(), row);
  }
}
