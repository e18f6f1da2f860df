package org.workcell.sim2real.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.ReplayWindow;

/**
 * Replays side by side, stepped in batches; one that ends starts anew elsewhere. Numbers do not
 * depend on the number of threads. Used by one thread at a time.
 */
final class ReplayEpisodes implements AutoCloseable {

  private final TrackingTerms terms;
  private final List<ReplayEpisode> all = new ArrayList<>();
  private final List<RandomStream> starts = new ArrayList<>();
  private final ExecutorService pool;
  private final int threads;
  private final int seenSize;
  private final int privilegedSize;
  private final int actionSize;
  private final float[] seen;
  private final float[] privileged;
  private final float[] lastPrivileged;
  private final double[] rewards;
  private final boolean[] ended;
  private final boolean[] diverged;

  ReplayEpisodes(
      DeltaProblem problem,
      DeltaModel model,
      List<ReplayLog> logs,
      List<ReplayWindow> windows,
      PpoDeltaOptions options,
      TrackingTerms terms) {
    this.terms = terms;
    this.threads = Math.min(problem.options().threads(), options.environments());
    this.actionSize = model.channels().size();
    this.seenSize = model.inputSize();
    this.privilegedSize = seenSize + ReplayEpisode.privilegedSize(actionSize);
    int count = options.environments();
    Optional<TipReader> tips = TipReader.of(problem.setup().model(), logs.get(0).joints());
    SeedStreams streams = new SeedStreams(problem.options().seed());
    for (int i = 0; i < count; i++) {
      all.add(
          new ReplayEpisode(
              problem.systems().get(),
              logs,
              windows,
              model,
              tips.map(TipReader::copy),
              options.speedLimit()));
      starts.add(streams.stream("replay/" + i));
    }
    this.seen = new float[count * seenSize];
    this.privileged = new float[count * privilegedSize];
    this.lastPrivileged = new float[count * privilegedSize];
    this.rewards = new double[count];
    this.ended = new boolean[count];
    this.diverged = new boolean[count];
    this.pool = Executors.newFixedThreadPool(threads);
  }

  int count() {
    return all.size();
  }

  /** Starts all of them. */
  void begin() {
    forAll(
        i -> {
          all.get(i).start(starts.get(i));
          observe(i);
        });
  }

  private void observe(int i) {
    all.get(i).observe(seen, i * seenSize, privileged, i * privilegedSize);
  }

  /** Takes a row in all of them, with outputs [replay][joint]. */
  void step(float[] outputs) {
    forAll(
        i -> {
          ReplayEpisode episode = all.get(i);
          episode.step(outputs, i * actionSize);
          rewards[i] = episode.reward(terms);
          diverged[i] = episode.isDiverged();
          ended[i] = diverged[i] || episode.isAtEnd();
          if (ended[i]) {
            if (!diverged[i]) {
              observe(i);
              System.arraycopy(
                  privileged,
                  i * privilegedSize,
                  lastPrivileged,
                  i * privilegedSize,
                  privilegedSize);
            }
            episode.start(starts.get(i));
          }
          observe(i);
        });
  }

  private void forAll(IntConsumer task) {
    List<Callable<Void>> calls = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      int first = thread;
      calls.add(
          () -> {
            for (int i = first; i < all.size(); i += threads) {
              task.accept(i);
            }
            return null;
          });
    }
    try {
      for (Future<Void> future : pool.invokeAll(calls)) {
        future.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the training of a delta was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a replay failed", e.getCause());
    }
  }

  /** What the delta sees, [replay][input]; the same array in every step. */
  float[] seen() {
    return seen;
  }

  /** What the critic sees, [replay][element]; the same array in every step. */
  float[] privileged() {
    return privileged;
  }

  /** What the critic saw last of replays that went to their end in this step. */
  float[] lastPrivileged() {
    return lastPrivileged;
  }

  /** Rewards of the last step. */
  double[] rewards() {
    return rewards;
  }

  /** Whether a replay ended in the last step. */
  boolean[] ended() {
    return ended;
  }

  /** Whether it ended because its simulation diverged. */
  boolean[] diverged() {
    return diverged;
  }

  int seenSize() {
    return seenSize;
  }

  int privilegedSize() {
    return privilegedSize;
  }

  @Override
  public void close() {
    pool.shutdownNow();
    all.forEach(ReplayEpisode::close);
  }
}
