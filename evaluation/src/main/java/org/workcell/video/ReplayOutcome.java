package org.workcell.video;

import java.util.List;
import org.workcell.datasets.records.EpisodeResult;

/**
 * What became of a replay.
 *
 * @param episode how it ended when it was recorded
 * @param differences in what the rebuilt one differs; empty if in nothing
 * @param hasVideo whether there is a video now; never of an episode that differs or did not start
 */
public record ReplayOutcome(EpisodeResult episode, List<String> differences, boolean hasVideo) {

  /** Whether the episode is the recorded one, to the bit. */
  public boolean same() {
    return differences.isEmpty();
  }
}
