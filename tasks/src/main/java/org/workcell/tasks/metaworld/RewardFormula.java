package org.workcell.tasks.metaworld;

/**
 * One version of a task's reward: a pure function of its inputs.
 *
 * @param <I> the inputs of the task
 */
@FunctionalInterface
interface RewardFormula<I extends RewardInputs> {

  /** Fills an outcome that has been cleared. */
  void evaluate(I in, RewardOutcome out);
}
