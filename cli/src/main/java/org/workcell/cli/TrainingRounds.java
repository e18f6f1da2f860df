package org.workcell.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.workcell.training.Checkpoint;

/** Runs the rounds of a trainer, keeps what came of them, and ends orderly when interrupted. */
final class TrainingRounds {

  private static final double NANOSECOND = 1e-9;

  /** What the rounds of every trainer have. */
  interface Trainer {

    /** Rounds that are complete. */
    int rounds();

    /** Whether there is no further round. */
    boolean isDone();

    /** One more round; empty if it was asked to stop within it. */
    Optional<Round> next(BooleanSupplier stop);

    Checkpoint checkpoint();

    void export();
  }

  /**
   * What came of a round.
   *
   * @param metrics a record, for a line of the metrics file
   * @param words for people
   */
  record Round(Object metrics, String words) {}

  private final TrainingFiles files;
  private final PrintWriter err;
  private final int roundsPerCheckpoint;
  private final AtomicBoolean stop = new AtomicBoolean();

  /**
   * Rounds of a run.
   *
   * @param err where progress goes
   * @param roundsPerCheckpoint how often the checkpoint is written
   */
  TrainingRounds(TrainingFiles files, PrintWriter err, int roundsPerCheckpoint) {
    this.files = files;
    this.err = err;
    this.roundsPerCheckpoint = roundsPerCheckpoint;
  }

  /** Trains to the end; returns the exit status. */
  int run(Trainer trainer, int rounds) {
    Interrupts interrupts = new Interrupts(() -> stop.set(true));
    try {
      return train(trainer, rounds);
    } finally {
      interrupts.release();
    }
  }

  private int train(Trainer trainer, int rounds) {
    long start = System.nanoTime();
    while (!trainer.isDone()) {
      Optional<Round> round;
      try {
        round = stop.get() ? Optional.empty() : trainer.next(stop::get);
      } catch (IllegalStateException e) {
        say("training stopped after %d rounds: %s".formatted(trainer.rounds(), e.getMessage()));
        return ExitStatus.ERROR;
      }
      if (round.isEmpty()) {
        trainer.checkpoint().write(files.checkpoint());
        say(
            "interrupted: %d of %d rounds are done; continue with --resume '%s'"
                .formatted(trainer.rounds(), rounds, files.policy()));
        return ExitStatus.INTERRUPTED;
      }
      files.append(round.get().metrics());
      if (trainer.rounds() % roundsPerCheckpoint == 0) {
        trainer.checkpoint().write(files.checkpoint());
      }
      show(trainer.rounds(), rounds, round.get().words(), start);
    }
    trainer.checkpoint().write(files.checkpoint());
    trainer.export();
    return ExitStatus.OK;
  }

  /** Of many rounds about a hundred are shown. */
  private void show(int round, int rounds, String words, long start) {
    int every = Math.max(1, rounds / 100);
    if (round % every == 0 || round == rounds) {
      double seconds = (System.nanoTime() - start) * NANOSECOND;
      say("%d/%d %s, %.0f s".formatted(round, rounds, words, seconds));
    }
  }

  private void say(String message) {
    err.println(message);
    err.flush();
  }
}
