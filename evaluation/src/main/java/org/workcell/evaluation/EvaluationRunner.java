package org.workcell.evaluation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.workcell.datasets.records.EpisodeKey;
import org.workcell.sim.policy.PolicyUnavailableException;
import org.workcell.sim.rendering.OpenGlContext;

/**
 * Runs the episodes of a plan on worker threads, each with a group of environments and a policy of
 * its own. What an episode gives depends on its cell only, never on the number of workers or on
 * which episodes run together; the order in which outcomes arrive does.
 */
public final class EvaluationRunner {

  /** How often the workers' policies are looked at. */
  private static final long LOOK_MILLISECONDS = 100;

  private final EvaluationPlan plan;
  private final int workers;
  private final int batchSize;
  private final Consumer<EpisodeOutcome> sink;
  private Supplier<EpisodeObserver> observers = () -> EpisodeObserver.NONE;
  private volatile boolean stopped;
  private final List<AnswerWatch> watches = new ArrayList<>();
  private Supplier<Optional<Cell>> cells;
  private Throwable failure;

  /**
   * Prepares a run in which policies are asked for as many rows at once as they like best.
   *
   * @param workers most threads to use
   * @param sink gets each outcome as its episode ends, one at a time
   */
  public EvaluationRunner(EvaluationPlan plan, int workers, Consumer<EpisodeOutcome> sink) {
    this(plan, workers, plan.evaluation().policy().batchRows(), sink);
  }

  /**
   * Prepares a run.
   *
   * @param workers most threads to use
   * @param batchSize most episodes for which each thread asks the policy at once; 1 for policies
   *     that do not answer batches
   * @param sink gets each outcome as its episode ends, one at a time
   */
  public EvaluationRunner(
      EvaluationPlan plan, int workers, int batchSize, Consumer<EpisodeOutcome> sink) {
    this.plan = plan;
    this.workers = workers;
    this.batchSize = plan.evaluation().policy().answersBatches() ? batchSize : 1;
    this.sink = sink;
  }

  /**
   * Runs all episodes but the skipped ones and waits for them.
   *
   * @return whether all ran; false after {@link #stop}
   * @throws RunAbortedException if the policy is not repeatable, does not answer in time or answers
   *     nobody any more
   */
  public boolean run(Predicate<EpisodeKey> skip) {
    Iterator<Cell> all = plan.cells(skip).iterator();
    cells = () -> all.hasNext() ? Optional.of(all.next()) : Optional.empty();
    return run(plan.cells(skip).limit((long) workers * batchSize).count());
  }

  /**
   * Runs episodes that are chosen while others run, and waits for them.
   *
   * @param next the key of the next episode of the plan to run, no two of them the same; empty
   *     where there is none now. Asked by one thread at a time.
   * @param left how many there will be at most
   * @return whether there was none left in the end; false after {@link #stop}
   */
  public boolean run(Supplier<Optional<EpisodeKey>> next, long left) {
    cells = () -> next.get().map(plan::cell);
    return run(Math.min(left, (long) workers * batchSize));
  }

  /** Lets observers see the episodes, one for each thread. */
  public EvaluationRunner observedBy(Supplier<EpisodeObserver> one) {
    observers = one;
    return this;
  }

  private boolean run(long left) {
    int rows = (int) Math.min(batchSize, (left + workers - 1) / workers);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Math.min(workers, left); i++) {
      AnswerWatch watch = new AnswerWatch();
      Thread thread = new Thread(() -> work(rows, watch), "episodes-" + i);
      // One that waits for a policy must not keep the process alive.
      thread.setDaemon(true);
      threads.add(thread);
      watches.add(watch);
      thread.start();
    }
    join(threads);
    rethrowFailure();
    return !stopped;
  }

  /** Abandons running episodes at their next step; finished ones have reached the sink. */
  public void stop() {
    stopped = true;
  }

  private void work(int rows, AnswerWatch watch) {
    boolean images = plan.evaluation().images().isPresent();
    try (OpenGlContext context = images ? OpenGlContext.open() : null;
        EpisodeGroup group = new EpisodeGroup(plan, rows, context, watch, observers.get())) {
      group.run(this::next, () -> stopped, this::deliver);
    } catch (PolicyUnavailableException e) {
      if (e.isCancelled()) {
        stop();
      } else {
        fail(new RunAbortedException(e.getMessage(), e));
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private synchronized Optional<Cell> next() {
    return stopped ? Optional.empty() : cells.get();
  }

  /** Nothing follows what the sink could not take: a half-written line must stay the last. */
  private synchronized void deliver(EpisodeOutcome outcome) {
    if (failure == null) {
      try {
        sink.accept(outcome);
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    }
  }

  private synchronized void fail(Throwable thrown) {
    stopped = true;
    if (failure == null) {
      failure = thrown;
    }
  }

  /** Waits for all workers but those that wait for a policy too long. */
  private void join(List<Thread> threads) {
    boolean interrupted = false;
    for (int i = 0; i < threads.size(); i++) {
      while (threads.get(i).isAlive() && !isOverdue(i)) {
        try {
          threads.get(i).join(LOOK_MILLISECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
          stop();
        }
        watches.forEach(this::requireAnswer);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOverdue(int worker) {
    return watches.get(worker).overdue(plan.evaluation().policyTimeout()) != null;
  }

  private void requireAnswer(AnswerWatch watch) {
    EpisodeSlot slot = watch.overdue(plan.evaluation().policyTimeout());
    if (slot != null) {
      fail(TimeLimit.abandoned(plan.evaluation(), slot));
    }
  }

  private synchronized void rethrowFailure() {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }
}
