package org.workcell.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.EpisodeStatistics;
import org.workcell.sim.physics.WarningCounts;

/** What is kept of episodes that have ended. */
final class Outcomes {

  /** Of an episode that failed at its reset. */
  static final EpisodeStatistics NOT_STARTED =
      new EpisodeStatistics(0, 0, false, false, 0, new WarningCounts(Map.of()));

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
        result(identity, statistics, failure.map(Outcomes::explain)),
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
    return of(cell, clock, NOT_STARTED, record, Optional.of(failure));
  }

  /** What counts of an episode; what it reached before it failed does not. */
  static EpisodeResult result(
      EpisodeResult.Identity identity, EpisodeStatistics statistics, Optional<String> failure) {
    boolean finite = Double.isFinite(statistics.episodeReturn());
    String error = failure.orElse(null);
    if (error == null && !finite) {
      error =
          "the return is %s; a task must give finite rewards".formatted(statistics.episodeReturn());
    }
    boolean counts = error == null;
    return new EpisodeResult(
        identity.key().task(),
        identity.key().condition(),
        identity.key().episode(),
        identity.variation(),
        identity.seed(),
        counts && statistics.successOnce(),
        counts && statistics.successAtEnd(),
        counts && statistics.successOnce() ? statistics.firstSuccessStep() : null,
        finite ? statistics.episodeReturn() : null,
        statistics.steps(),
        statistics.warnings().countByName(),
        error,
        identity.cell());
  }

  static String explain(RuntimeException failure) {
    return failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage();
  }
}
