package org.workcell.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.evaluation.Manifest;
import org.workcell.evaluation.Protocol;
import org.workcell.evaluation.RecordedRun;
import org.workcell.evaluation.ReplaySession;
import org.workcell.evaluation.RunFolder;
import org.workcell.evaluation.VideoChoice;
import org.workcell.evaluation.VideoFiles;
import org.workcell.evaluation.VideoSelection;
import org.workcell.report.RunReport;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.video.ReplayOutcome;
import org.workcell.video.ReplayRequest;
import org.workcell.video.VideoFormat;
import org.workcell.video.VideoOutputs;

/** Makes the videos of runs that are complete, from their records. */
final class BenchVideos {

  private final VideoSelection selection;
  private final TaskRegistry tasks;
  private final PrintWriter err;
  private final InterruptibleReplays screening;
  private boolean allSame = true;

  BenchVideos(VideoSelection selection, TaskRegistry tasks, int workers, PrintWriter err) {
    this.selection = selection;
    this.tasks = tasks;
    this.err = err;
    this.screening = new InterruptibleReplays(VideoFormat.OF_RUNS, workers, err);
  }

  /** Which episodes get a video. */
  VideoSelection selection() {
    return selection;
  }

  /** Whether every episode with a video was the recorded one. */
  boolean allSame() {
    return allSame;
  }

  /**
   * Makes those that are missing, and shows them in the run's report.
   *
   * @return whether all were made; false after Ctrl-C
   */
  boolean make(RunFolder finished, List<EpisodeResult> results) {
    if (selection.choice() == VideoChoice.NONE) {
      return true;
    }
    RecordedRun run = RecordedRun.open(finished.folder());
    List<ReplayRequest> orders = missing(run);
    say("%s: %d videos to make%s".formatted(run.folder(), orders.size(), bound(run)));
    String interrupted =
        "interrupted: all episodes are kept, videos are missing; continue with: workcell bench"
            + " --resume '%s'".formatted(run.folder());
    try (ReplaySession stage = new ReplaySession(run, tasks)) {
      Optional<List<ReplayOutcome>> outcomes = screening.run(stage, orders, interrupted);
      outcomes.ifPresent(
          made -> {
            allSame &= !screening.complain(made);
            RunReport.write(finished, results);
          });
      return outcomes.isPresent();
    }
  }

  private void say(String message) {
    err.println(message);
    err.flush();
  }

  /** What gets no video because of the bound, in words; empty where there is nothing. */
  private String bound(RecordedRun run) {
    Protocol protocol = Protocol.ofLabel(run.manifest().protocol());
    int all =
        new VideoSelection(selection.choice(), Integer.MAX_VALUE)
            .of(run.results(), protocol)
            .size();
    int chosen = selection.of(run.results(), protocol).size();
    return chosen == all
        ? ""
        : ", for %d of %d episodes (--max-videos %d)"
            .formatted(chosen, all, selection.mostPerTask());
  }

  private List<ReplayRequest> missing(RecordedRun run) {
    Manifest manifest = run.manifest();
    VideoFiles files = VideoFiles.of(run.folder(), manifest);
    return selection.of(run.results(), files.protocol()).stream()
        .filter(episode -> !Files.exists(files.video(episode)))
        .map(episode -> order(episode, files))
        .toList();
  }

  private static ReplayRequest order(EpisodeResult episode, VideoFiles files) {
    return new ReplayRequest(
        episode,
        Optional.of(new VideoOutputs(files.video(episode), Optional.of(files.strip(episode)))));
  }
}
