package org.workcell.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.policy.PolicyAnswerException;
import org.workcell.sim.policy.PolicyNotRepeatableException;
import org.workcell.sim.policy.PolicyUnavailableException;
import org.workcell.sim.rendering.OpenGlContext;

/**
 * Episodes that one thread runs together: in each round the policy is asked once for all of them,
 * and each environment takes one step. What becomes of an episode does not depend on the others. An
 * episode that ends makes room for the next one.
 */
final class EpisodeGroup implements AutoCloseable {

  private final EvaluationPlan plan;
  private final int rows;
  private final EnvironmentStock environments;
  private final OpenGlContext context;
  private final EpisodeObserver observer;
  private final AnswerWatch watch;
  private final List<EpisodeSlot> slots = new ArrayList<>();
  private final boolean[] taken;
  private GroupPolicy policy;
  private Cell waiting;
  private int[] numbers;

  /**
   * A group without episodes.
   *
   * @param rows most episodes at a time
   * @param context of this thread; null where there are no images
   * @param watch is told when the policy is asked and when it has answered
   * @param observer sees every step
   */
  EpisodeGroup(
      EvaluationPlan plan,
      int rows,
      OpenGlContext context,
      AnswerWatch watch,
      EpisodeObserver observer) {
    this.plan = plan;
    this.rows = rows;
    this.context = context;
    this.watch = watch;
    this.observer = observer;
    this.taken = new boolean[rows];
    this.environments = new EnvironmentStock(plan.factory(), rows);
  }

  /**
   * Runs episodes until there are no more.
   *
   * @param next the next episode to run; empty where there is none left
   * @param abandon whether to leave running episodes as they are and return
   * @param sink gets each outcome as its episode ends
   */
  void run(Supplier<Optional<Cell>> next, BooleanSupplier abandon, Consumer<EpisodeOutcome> sink) {
    while (!abandon.getAsBoolean()) {
      boolean more = fill(next);
      deliverEnded(sink);
      if (!slots.isEmpty()) {
        step();
        deliverEnded(sink);
      } else if (!more) {
        return;
      }
    }
  }

  /**
   * Starts as many episodes as there is room for and as one policy can serve.
   *
   * @return whether there may be more
   */
  private boolean fill(Supplier<Optional<Cell>> next) {
    while (slots.size() < rows) {
      Cell cell = waiting == null ? next.get().orElse(null) : waiting;
      waiting = null;
      if (cell == null) {
        return false;
      }
      if (!slots.isEmpty() && !serves(cell.task())) {
        waiting = cell;
        return true;
      }
      start(cell);
    }
    return true;
  }

  private boolean serves(PlannedTask task) {
    return policy != null && policy.serves(task);
  }

  /** Starts an episode that the policy of the running ones serves. */
  EpisodeSlot start(Cell cell) {
    EpisodeSlot slot = new EpisodeSlot(freeNumber(), cell, plan.evaluation().stepsAfterSuccess());
    try {
      if (!serves(cell.task())) {
        closePolicy();
        policy = newPolicy(slot);
      }
      slot.start(() -> environments.take(cell.task()), policy, slots.size());
      observeStart(slot, slots.size());
    } catch (RuntimeException e) {
      slot.fail(e);
    }
    slots.add(slot);
    numbers = null;
    return slot;
  }

  private void observeStart(EpisodeSlot slot, int row) {
    if (slot.failure().isEmpty()) {
      SimulatedEnvironment environment = slot.environment().orElseThrow();
      policy.drawRecorded(environment, row);
      observer.started(slot.number(), slot.cell().seed(), environment, policy.storage(), row);
    }
  }

  private GroupPolicy newPolicy(EpisodeSlot slot) {
    watch.begin(slot);
    try {
      return new GroupPolicy(plan, slot.cell().task(), rows, context, watch);
    } finally {
      watch.end();
    }
  }

  private int freeNumber() {
    for (int number = 0; number < rows; number++) {
      if (!taken[number]) {
        taken[number] = true;
        return number;
      }
    }
    throw new IllegalStateException("all %d rows of the group are taken".formatted(rows));
  }

  /** One action of every episode; none of them has ended. */
  void step() {
    if (numbers == null) {
      numbers = slots.stream().mapToInt(EpisodeSlot::number).toArray();
    }
    try {
      policy.ask(slots, numbers);
    } catch (PolicyUnavailableException e) {
      throw e;
    } catch (PolicyNotRepeatableException e) {
      throw new RunAbortedException(
          "%s, as seen in %s".formatted(e.getMessage(), slot(e.environment()).describe()), e);
    } catch (PolicyAnswerException e) {
      for (EpisodeSlot slot : slots) {
        String reason = e.failures().get(slot.number());
        if (reason != null) {
          slot.fail(new IllegalStateException(reason, e));
        }
      }
    } catch (RuntimeException e) {
      slots.forEach(slot -> slot.fail(e));
    }
    for (int row = 0; row < slots.size(); row++) {
      EpisodeSlot slot = slots.get(row);
      if (slot.failure().isEmpty()) {
        step(slot, row);
      }
    }
  }

  private void step(EpisodeSlot slot, int row) {
    try {
      observer.answered(slot.number(), policy.storage(), row);
      slot.step(policy.storage(), row);
      if (slot.failure().isEmpty()) {
        policy.drawRecorded(slot.environment().orElseThrow(), row);
        observer.stepped(slot.number(), policy.storage(), row);
      }
    } catch (RuntimeException e) {
      slot.fail(e);
    }
  }

  private EpisodeSlot slot(int number) {
    return slots.stream().filter(slot -> slot.number() == number).findFirst().orElseThrow();
  }

  /** What ended makes room: the last row moves to its place. */
  private void deliverEnded(Consumer<EpisodeOutcome> sink) {
    for (int row = slots.size() - 1; row >= 0; row--) {
      EpisodeSlot slot = slots.get(row);
      if (slot.ended()) {
        EpisodeOutcome outcome = slot.outcome();
        numbers = null;
        int last = slots.size() - 1;
        if (row < last) {
          policy.storage().copyResults(last, policy.storage(), row);
        }
        slots.set(row, slots.get(last));
        slots.remove(last);
        giveBack(slot);
        observer.ended(slot.number(), outcome);
        sink.accept(outcome);
      }
    }
  }

  /** What failed once is not trusted again: the next episode gets a new environment. */
  private void giveBack(EpisodeSlot slot) {
    taken[slot.number()] = false;
    if (slot.failure().isEmpty()) {
      environments.giveBack(slot.cell().task(), slot.environment().orElseThrow());
      return;
    }
    slot.environment().ifPresent(environments::discard);
    if (slots.isEmpty()) {
      closePolicy();
    }
  }

  private void closePolicy() {
    if (policy != null) {
      policy.close();
      policy = null;
    }
  }

  /** Frees environments and policy; on the thread that ran. Idempotent. */
  @Override
  public void close() {
    closePolicy();
    slots.forEach(slot -> slot.environment().ifPresent(environments::discard));
    slots.clear();
    environments.close();
  }
}
