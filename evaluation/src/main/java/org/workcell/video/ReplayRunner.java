package org.workcell.video;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.workcell.datasets.records.Replay;
import org.workcell.evaluation.ReplayStage;

/** Rebuilds recorded episodes on worker threads, and videos those that are to be filmed. */
public final class ReplayRunner {

  private final ReplayStage stage;
  private final FilmFormat format;
  private final int workers;
  private final Consumer<ReplayOutcome> sink;
  private volatile boolean stopped;
  private Iterator<ReplayOrder> orders;

  /**
   * Prepares replays.
   *
   * @param workers most threads to use
   * @param sink gets each outcome, one at a time
   */
  public ReplayRunner(
      ReplayStage stage, FilmFormat format, int workers, Consumer<ReplayOutcome> sink) {
    this.stage = stage;
    this.format = format;
    this.workers = workers;
    this.sink = sink;
  }

  /**
   * Replays all and waits for them.
   *
   * @return whether all were; false after {@link #stop}
   */
  public boolean run(List<ReplayOrder> all) {
    orders = all.iterator();
    int threads = Math.min(workers, all.size());
    if (threads == 0) {
      return true;
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads, r -> new Thread(r, "replay"));
    CompletableFuture<?>[] running =
        Stream.generate(() -> CompletableFuture.runAsync(this::work, pool))
            .limit(threads)
            .toArray(CompletableFuture[]::new);
    pool.shutdown();
    try {
      // Waits for every worker, whichever of them fails: they use what is freed afterwards.
      CompletableFuture.allOf(running).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    }
    return !stopped;
  }

  /** Abandons running replays at their next step; their videos do not appear. */
  public void stop() {
    stopped = true;
  }

  private void work() {
    Projector projector = null;
    try {
      for (Optional<ReplayOrder> next = next(); next.isPresent(); next = next()) {
        ReplayOrder order = next.get();
        if (order.files().isPresent() && projector == null) {
          projector = new Projector(format);
        }
        perform(order, projector);
      }
    } catch (RuntimeException | Error e) {
      stop();
      throw e;
    } finally {
      if (projector != null) {
        projector.close();
      }
    }
  }

  private synchronized Optional<ReplayOrder> next() {
    return stopped || !orders.hasNext() ? Optional.empty() : Optional.of(orders.next());
  }

  private void perform(ReplayOrder order, Projector projector) {
    try (Replay replay = stage.open(order.episode())) {
      boolean filmed = false;
      if (order.files().isPresent() && replay.started()) {
        filmed = projector.film(replay, order.files().get(), () -> stopped);
      } else {
        while (replay.hasNext() && !stopped) {
          replay.next();
        }
      }
      if (!stopped) {
        deliver(new ReplayOutcome(order.episode(), replay.differences(), filmed));
      }
    }
  }

  private synchronized void deliver(ReplayOutcome outcome) {
    sink.accept(outcome);
  }
}
