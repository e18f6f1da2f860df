package org.workcell.cli;

import org.workcell.evaluation.Manifest;
import org.workcell.evaluation.VideoChoice;
import picocli.CommandLine.Option;

/** The option that says which episodes of a run are filmed. */
final class VideoArguments {

  @Option(
      names = "--video",
      paramLabel = "none|failures|all",
      description =
          "Film episodes once they are all run (default: none). Films lie in the run folder, and"
              + " the report shows pictures of failures.")
  private String video;

  /**
   * What is chosen, on a machine that can do it.
   *
   * @param earlier the run to be resumed, or null
   */
  VideoChoice choice(Manifest earlier) {
    String label = video == null && earlier != null ? earlier.video() : video;
    VideoChoice choice = label == null ? VideoChoice.NONE : VideoChoice.ofLabel(label);
    if (choice != VideoChoice.NONE) {
      Screening.requireFilms();
    }
    return choice;
  }
}
