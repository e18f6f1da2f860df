package org.workcell.video;

import java.util.Optional;
import org.workcell.datasets.records.EpisodeResult;

/**
 * An episode to rebuild.
 *
 * @param episode how it ended when it was recorded
 * @param files where it is filmed; absent where it is only checked
 */
public record ReplayOrder(EpisodeResult episode, Optional<FilmFiles> files) {}
