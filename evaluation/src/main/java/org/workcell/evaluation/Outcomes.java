package org.workcell.evaluation;

import java.util.List;
import java.util.Optional;
import org.workcell.datasets.records.EpisodeRecordLine;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.EpisodeStatistics;

/** What is kept of episodes that have ended. */
final class Outcomes {

  private Outcomes() {}

  static EpisodeOutcome of(
      Cell cell,
      EpisodeClock clock,
      EpisodeStatistics statistics,
      EpisodeRecord record,
      Optional<RuntimeException> failure) {
    EpisodeResult.Identity identity =
        new EpisodeResult.Identity(cell.key(), cell.digest(), cell.seed(), record.variation());
    return new EpisodeOutcome(
        EpisodeResult.of(identity, statistics, failure.map(EpisodeResult::explain)),
        clock.read(cell.key(), statistics.steps()),
        EpisodeRecordLine.of(identity, record),
        failure);
  }

  /** An episode that failed at its reset: there is no context, and there are no actions. */
  static EpisodeOutcome ofUnstarted(Cell cell, EpisodeClock clock, RuntimeException failure) {
    EnvironmentSpec spec = cell.task().spec();
    EpisodeRecord record =
        new EpisodeRecord(
            spec,
            cell.seed(),
            cell.start().variation().orElse(0),
            new double[0],
            List.of(),
            List.of(),
            spec.task().instruction(),
            new byte[0]);
    return of(cell, clock, EpisodeStatistics.NOT_STARTED, record, Optional.of(failure));
  }
}
