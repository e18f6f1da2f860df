package org.workcell.cli;

import org.workcell.evaluation.Manifest;
import org.workcell.evaluation.VideoChoice;
import org.workcell.evaluation.VideoSelection;
import org.workcell.sim.files.BadInputException;
import picocli.CommandLine.Option;

/** The options that say which episodes of a run get a video. */
final class VideoArguments {

  @Option(
      names = "--video",
      paramLabel = "none|failures|all",
      description =
          "Episodes to render as videos after the run (default: none). The videos are in the run"
              + " folder, and the report shows images of failures.")
  private String video;

  @Option(
      names = "--max-videos",
      paramLabel = "N",
      description =
          "Videos of each task, at most (default: 3 with --video failures, no limit with --video"
              + " all).")
  private Integer most;

  /**
   * What is chosen, on a machine that can do it.
   *
   * @param earlier the run to be resumed, or null
   */
  VideoSelection selection(Manifest earlier) {
    boolean asBefore = video == null && earlier != null;
    String label = asBefore ? earlier.video() : video;
    VideoSelection standard =
        label == null ? VideoSelection.NONE : VideoSelection.of(VideoChoice.ofLabel(label));
    Integer number = most == null && asBefore ? earlier.videoMost() : most;
    if (standard.choice() == VideoChoice.NONE) {
      requireNoNumber();
      return standard;
    }
    InterruptibleReplays.requireEncoder();
    return number == null ? standard : new VideoSelection(standard.choice(), number);
  }

  private void requireNoNumber() {
    if (most != null) {
      throw new BadInputException(
          "--max-videos bounds the number of videos, and none are asked for; add --video failures"
              + " or --video all");
    }
  }
}
