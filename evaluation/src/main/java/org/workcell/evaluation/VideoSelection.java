package org.workcell.evaluation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.sim.files.BadInputException;

/**
 * Which episodes of a run get a video.
 *
 * @param choice by how they ended
 * @param mostPerTask videos of each task, at most; those with the lowest episode numbers,
 *     unperturbed ones first
 */
public record VideoSelection(VideoChoice choice, int mostPerTask) {

  /** None. */
  public static final VideoSelection NONE = new VideoSelection(VideoChoice.NONE, Integer.MAX_VALUE);

  /** Enough to see how a policy fails, and not minutes of drawing for each task. */
  private static final int STANDARD_FAILURES = 3;

  /**
   * Checks the number.
   *
   * @throws BadInputException if it is not positive
   */
  public VideoSelection {
    if (mostPerTask < 1) {
      throw new BadInputException(
          "--max-videos must be 1 or more, not %d; use --video none to write none"
              .formatted(mostPerTask));
    }
  }

  /** The usual number of videos for a choice: three of a task for failures, else all. */
  public static VideoSelection of(VideoChoice choice) {
    return new VideoSelection(
        choice, choice == VideoChoice.FAILURES ? STANDARD_FAILURES : Integer.MAX_VALUE);
  }

  /** Those of some results that get a video, by episode number. */
  public List<EpisodeResult> of(List<EpisodeResult> results, Protocol protocol) {
    Map<String, Integer> counts = new HashMap<>();
    return results.stream()
        .filter(episode -> choice.wants(Outcome.of(episode, protocol)))
        .sorted(Comparator.comparingInt(EpisodeResult::episode))
        .filter(episode -> counts.merge(episode.task(), 1, Integer::sum) <= mostPerTask)
        .toList();
  }
}
