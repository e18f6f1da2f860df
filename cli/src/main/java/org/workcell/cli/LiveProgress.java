package org.workcell.cli;

import java.time.Duration;
import java.util.List;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.workcell.datasets.records.EpisodeResult;

/** One line that is drawn again and again, with the time left. */
final class LiveProgress extends Progress {

  private static final int UPDATE_MILLISECONDS = 250;

  /**
   * Fits any terminal. Asking for the width would start JLine, which gives SIGINT back to the
   * system so that Ctrl-C would end the process at once.
   */
  private static final int WIDTH = 79;

  private final ProgressBar bar;

  LiveProgress(String what, int total, List<EpisodeResult> before) {
    super(what, total, before);
    this.bar =
        new ProgressBarBuilder()
            .setTaskName("")
            .setInitialMax(total)
            .startsFrom(before.size(), Duration.ZERO)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(UPDATE_MILLISECONDS)
            .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
            .build();
  }

  @Override
  void show() {
    bar.setExtraMessage(" " + numbers());
    bar.stepTo(done());
  }

  @Override
  public void close() {
    bar.close();
  }
}
