package org.workcell.evaluation;

import java.util.Optional;
import org.workcell.datasets.records.EpisodeRecordLine;
import org.workcell.datasets.records.EpisodeResult;

/**
 * Everything that is kept of an episode.
 *
 * @param result how it ended
 * @param timing how long it took
 * @param record how to rebuild it
 * @param failure what was thrown, where the episode errored
 */
public record EpisodeOutcome(
    EpisodeResult result,
    EpisodeTiming timing,
    EpisodeRecordLine record,
    Optional<RuntimeException> failure) {}
