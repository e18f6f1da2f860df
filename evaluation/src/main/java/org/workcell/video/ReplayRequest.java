package org.workcell.video;

import java.util.Optional;
import org.workcell.datasets.records.EpisodeResult;

/**
 * An episode to rebuild.
 *
 * @param episode how it ended when it was recorded
 * @param files where its video goes; absent where it is only checked
 */
public record ReplayRequest(EpisodeResult episode, Optional<VideoOutputs> files) {}
