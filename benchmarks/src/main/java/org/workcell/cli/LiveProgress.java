package org.workcell.cli;

import java.util.List;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.workcell.evaluation.EpisodeResult;

/** One line that is drawn again and again, with the time left. */
final class LiveProgress extends Progress {

  private static final int UPDATE_MILLISECONDS = 250;

  private final ProgressBar bar;

  LiveProgress(int total, List<EpisodeResult> before) {
    super(total, before);
    this.bar =
        new ProgressBarBuilder()
            .setTaskName("episodes")
            .setInitialMax(total)
            .startsFrom(before.size(), java.time.Duration.ZERO)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(UPDATE_MILLISECONDS)
            .setConsumer(new ConsoleProgressBarConsumer(System.err))
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
