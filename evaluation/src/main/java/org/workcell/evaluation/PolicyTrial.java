package org.workcell.evaluation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.policy.PolicyNotRepeatableException;
import org.workcell.sim.policy.PolicyUnavailableException;
import org.workcell.sim.rendering.OpenGlContext;

/**
 * Asks a policy twice for the first action of a real episode, before anything runs. A policy whose
 * answers differ is refused, or noted where its source allows that; one that answers nobody is
 * refused; everything else that may go wrong is an error of the episode, which the run reports.
 */
final class PolicyTrial {

  private static final int[] ENVIRONMENT = {0};

  private PolicyTrial() {}

  /**
   * Tries a plan's policies: one for each layout where they serve all tasks of a layout, else that
   * of the first task.
   *
   * @throws PolicyNotRepeatableException if one answers differently when it is asked again
   */
  static void run(EvaluationPlan plan) {
    Evaluation evaluation = plan.evaluation();
    Set<LayoutShape> tried = new HashSet<>();
    try (OpenGlContext context = evaluation.images().isPresent() ? OpenGlContext.open() : null) {
      for (PlannedTask task : plan.tasks()) {
        boolean isNew =
            evaluation.policy().answersBatches()
                ? tried.add(LayoutShape.of(evaluation.layout(task.spec())))
                : tried.isEmpty() && tried.add(LayoutShape.of(evaluation.layout(task.spec())));
        if (isNew) {
          run(plan, task, context);
        }
      }
    }
  }

  private static void run(EvaluationPlan plan, PlannedTask task, OpenGlContext context) {
    EpisodeSlot slot = new EpisodeSlot(ENVIRONMENT[0], plan.cell(task, 0), OptionalInt.empty());
    try (SimulatedEnvironment environment =
            plan.factory().newEnvironment(task.definition(), task.options());
        GroupPolicy policy = new GroupPolicy(plan, task, 1, context, new AnswerWatch())) {
      slot.start(() -> environment, policy, 0);
      if (slot.failure().isEmpty()) {
        byte[] first = answer(policy, slot);
        policy.start(slot);
        if (!Arrays.equals(first, answer(policy, slot))) {
          throw new PolicyNotRepeatableException(
              ENVIRONMENT[0],
              "policy %s answers the same observation of the same episode differently; let it draw from the stream of its episode only"
                  .formatted(plan.evaluation().policy().label()));
        }
      }
    } catch (PolicyUnavailableException e) {
      throw e;
    } catch (PolicyNotRepeatableException e) {
      plan.evaluation()
          .policy()
          .noteDifference(
              new PolicyNotRepeatableException(
                  e.environment(), e.getMessage() + ", as seen in " + slot.describe()));
    } catch (RuntimeException e) {
      // An error of the episode, if it is one of every run.
    }
  }

  private static byte[] answer(GroupPolicy policy, EpisodeSlot slot) {
    policy.ask(List.of(slot), ENVIRONMENT);
    byte[] action = new byte[policy.storage().action().rowBytes()];
    policy.storage().action().getRowBytes(0, action);
    return action;
  }
}
