package org.workcell.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.workcell.datasets.records.EpisodeResult;

/** Tells on standard error how a run goes. One thread at a time. */
abstract class Progress implements AutoCloseable {

  private static final double NANOSECOND = 1e-9;

  private final String what;
  private final int total;
  private final long startNanoseconds = System.nanoTime();
  private final int doneBefore;
  private int done;
  private int successes;
  private int falsePremises;
  private long stepsNow;

  /**
   * A run of which some episodes may be done already.
   *
   * @param what what is done with episodes, for example {@code recorded}; empty where they are run
   */
  Progress(String what, int total, List<EpisodeResult> before) {
    this.what = what;
    this.total = total;
    this.doneBefore = before.size();
    this.done = before.size();
    this.successes = (int) before.stream().filter(EpisodeResult::successOnce).count();
    this.falsePremises = (int) before.stream().filter(EpisodeResult::hasFalsePremise).count();
  }

  /** A live line for people, a few quiet lines for files. */
  static Progress to(PrintWriter err, int total, List<EpisodeResult> before) {
    return to(err, "", total, before);
  }

  /** The same of recorded episodes, whose success is known. */
  static Progress ofReplays(PrintWriter err, String what, int total) {
    return to(err, what, total, List.of());
  }

  private static Progress to(PrintWriter err, String what, int total, List<EpisodeResult> before) {
    return StandardError.isTerminal()
        ? new LiveProgress(what, total, before)
        : new QuietProgress(err, what, total, before);
  }

  /** Counts an episode that has ended. */
  final void add(EpisodeResult result) {
    falsePremises += result.hasFalsePremise() ? 1 : 0;
    add(result.successOnce(), result.steps());
  }

  /** Counts an episode of so many steps that has been dealt with. */
  final void add(boolean success, int steps) {
    done++;
    successes += success ? 1 : 0;
    stepsNow += steps;
    show();
  }

  /** Shows the counts. */
  abstract void show();

  @Override
  public abstract void close();

  final int total() {
    return total;
  }

  final int done() {
    return done;
  }

  /** Success so far and speed, as both kinds of line show them. */
  final String numbers() {
    String share =
        what.isEmpty()
            ? String.format(Locale.ROOT, "success_once %.1f %%", 100.0 * successes / done)
                + (falsePremises == 0 ? "" : ", premise false in " + falsePremises)
            : what;
    return String.format(Locale.ROOT, "%s, %.0f steps/s", share, stepsNow / elapsedSeconds());
  }

  final double elapsedSeconds() {
    return (System.nanoTime() - startNanoseconds) * NANOSECOND;
  }

  /** At the speed so far; sensible once an episode of this session is done. */
  final double secondsLeft() {
    return elapsedSeconds() / (done - doneBefore) * (total - done);
  }
}
