package org.workcell.evaluation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.workcell.datasets.records.EpisodeKey;
import org.workcell.sim.rendering.OpenGlContext;

/**
 * Runs the episodes of a plan on worker threads, each with a group of environments and a policy of
 * its own. What an episode gives depends on its cell only, never on the number of workers or on
 * which episodes run together; the order in which outcomes arrive does.
 */
public final class EvaluationRunner {

  private final EvaluationPlan plan;
  private final int workers;
  private final int batchSize;
  private final Consumer<EpisodeOutcome> sink;
  private volatile boolean stopped;
  private Iterator<Cell> cells;
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
   */
  public boolean run(Predicate<EpisodeKey> skip) {
    cells = plan.cells(skip).iterator();
    long left = plan.cells(skip).limit((long) workers * batchSize).count();
    int rows = (int) Math.min(batchSize, (left + workers - 1) / workers);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Math.min(workers, left); i++) {
      Thread thread = new Thread(() -> work(rows), "episodes-" + i);
      threads.add(thread);
      thread.start();
    }
    threads.forEach(this::join);
    rethrowFailure();
    return !stopped;
  }

  /** Abandons running episodes at their next step; finished ones have reached the sink. */
  public void stop() {
    stopped = true;
  }

  private void work(int rows) {
    boolean pictures = plan.evaluation().images().isPresent();
    try (OpenGlContext context = pictures ? OpenGlContext.open() : null;
        EpisodeGroup group = new EpisodeGroup(plan, rows, context)) {
      group.run(this::next, () -> stopped, this::deliver);
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private synchronized Optional<Cell> next() {
    return stopped || !cells.hasNext() ? Optional.empty() : Optional.of(cells.next());
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

  private void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
        stop();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
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
