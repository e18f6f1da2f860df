package org.workcell.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.workcell.datasets.records.EpisodeResult;

/** A line for about every tenth of a run, for logs. */
final class QuietProgress extends Progress {

  private static final int LINES = 10;

  private final PrintWriter err;
  private int linesShown;

  QuietProgress(PrintWriter err, String what, int total, List<EpisodeResult> before) {
    super(what, total, before);
    this.err = err;
    this.linesShown = tenths();
  }

  private int tenths() {
    return (int) ((long) LINES * done() / total());
  }

  @Override
  void show() {
    if (tenths() > linesShown) {
      linesShown = tenths();
      err.println(
          "%d of %d episodes, %s, %s left"
              .formatted(done(), total(), numbers(), duration(Math.round(secondsLeft()))));
      err.flush();
    }
  }

  private static String duration(long seconds) {
    Duration left = Duration.ofSeconds(seconds);
    return left.toHours() > 0
        ? "%d h %02d min".formatted(left.toHours(), left.toMinutesPart())
        : "%d min %02d s".formatted(left.toMinutes(), left.toSecondsPart());
  }

  @Override
  public void close() {
    // Every line is complete.
  }
}
