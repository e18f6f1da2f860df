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
import org.workcell.evaluation.ReplaySession;

/** Rebuilds recorded episodes on worker threads, and makes the requested videos. */
public final class ReplayRunner {

  private final ReplaySession stage;
  private final VideoFormat format;
  private final int workers;
  private final Consumer<ReplayOutcome> sink;
  private volatile boolean stopped;
  private Iterator<ReplayRequest> requests;

  /**
   * Prepares replays.
   *
   * @param workers most threads to use
   * @param sink gets each outcome, one at a time
   */
  public ReplayRunner(
      ReplaySession stage, VideoFormat format, int workers, Consumer<ReplayOutcome> sink) {
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
  public boolean run(List<ReplayRequest> all) {
    requests = all.iterator();
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
    VideoWriter writer = null;
    try {
      for (Optional<ReplayRequest> next = next(); next.isPresent(); next = next()) {
        ReplayRequest request = next.get();
        if (request.files().isPresent() && writer == null) {
          writer = new VideoWriter(format);
        }
        perform(request, writer);
      }
    } catch (RuntimeException | Error e) {
      stop();
      throw e;
    } finally {
      if (writer != null) {
        writer.close();
      }
    }
  }

  private synchronized Optional<ReplayRequest> next() {
    return stopped || !requests.hasNext() ? Optional.empty() : Optional.of(requests.next());
  }

  private void perform(ReplayRequest request, VideoWriter writer) {
    try (Replay replay = stage.open(request.episode())) {
      boolean hasVideo = false;
      if (request.files().isPresent() && replay.started()) {
        hasVideo = writer.write(replay, request.files().get(), () -> stopped);
      } else {
        while (replay.hasNext() && !stopped) {
          replay.next();
        }
      }
      if (!stopped) {
        deliver(new ReplayOutcome(request.episode(), replay.differences(), hasVideo));
      }
    }
  }

  private synchronized void deliver(ReplayOutcome outcome) {
    sink.accept(outcome);
  }
}
