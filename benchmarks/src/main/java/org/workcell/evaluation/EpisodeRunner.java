package org.workcell.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.EpisodeStatistics;
import org.workcell.sim.physics.WarningCounts;
import org.workcell.sim.rendering.OpenGlContext;

/**
 * Runs episodes on one thread. Keeps the environment of the task it is at, and only that one: cells
 * come task by task, and memory must not grow with their number.
 */
final class EpisodeRunner implements AutoCloseable {

  /** Of an episode that failed at its reset. */
  static final EpisodeStatistics NOT_STARTED =
      new EpisodeStatistics(0, 0, false, false, 0, new WarningCounts(Map.of()));

  private final EvaluationPlan plan;
  private OpenGlContext context;
  private Station station;

  EpisodeRunner(EvaluationPlan plan) {
    this.plan = plan;
  }

  /** Runs an episode to its end; gives nothing if it was abandoned on request. */
  Optional<EpisodeOutcome> run(Cell cell, BooleanSupplier abandon) {
    EpisodeClock clock = new EpisodeClock();
    boolean started = false;
    try {
      moveTo(cell.task());
      station.reset(cell.episode(), cell.seed());
      started = true;
      while (!station.ended()) {
        if (abandon.getAsBoolean()) {
          return Optional.empty();
        }
        station.step();
      }
      return Optional.of(outcome(cell, clock, true, Optional.empty()));
    } catch (RuntimeException e) {
      Optional<EpisodeOutcome> outcome = Optional.of(outcome(cell, clock, started, Optional.of(e)));
      // What failed once is not trusted again: the next episode gets a new environment.
      closeStation();
      return outcome;
    }
  }

  private void moveTo(PlannedTask task) {
    if (station == null || station.task() != task) {
      closeStation();
      if (context == null && plan.evaluation().images().isPresent()) {
        context = OpenGlContext.open();
      }
      station = new Station(plan, task, context);
    }
  }

  private EpisodeOutcome outcome(
      Cell cell, EpisodeClock clock, boolean started, Optional<RuntimeException> failure) {
    EpisodeStatistics statistics = started ? station.environment().statistics() : NOT_STARTED;
    EpisodeRecord record = started ? station.environment().record() : notStarted(cell);
    return new EpisodeOutcome(
        result(cell.key(), cell.seed(), statistics, failure.map(EpisodeRunner::explain)),
        clock.read(cell.key(), statistics.steps()),
        EpisodeRecordLine.of(cell.episode(), record),
        failure);
  }

  /** What counts of an episode; what it reached before it failed does not. */
  static EpisodeResult result(
      CellKey key, long seed, EpisodeStatistics statistics, Optional<String> failure) {
    boolean finite = Double.isFinite(statistics.episodeReturn());
    String error = failure.orElse(null);
    if (error == null && !finite) {
      error =
          "the return is %s; a task must give finite rewards".formatted(statistics.episodeReturn());
    }
    boolean counts = error == null;
    return new EpisodeResult(
        key.task(),
        key.episode(),
        seed,
        counts && statistics.successOnce(),
        counts && statistics.successAtEnd(),
        counts && statistics.successOnce() ? statistics.firstSuccessStep() : null,
        finite ? statistics.episodeReturn() : null,
        statistics.steps(),
        statistics.warnings().countByName(),
        error);
  }

  static String explain(RuntimeException failure) {
    return failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage();
  }

  private static EpisodeRecord notStarted(Cell cell) {
    EnvironmentSpec spec = cell.task().spec();
    return new EpisodeRecord(
        spec,
        cell.seed(),
        0,
        new double[0],
        List.of(),
        List.of(),
        spec.task().instruction(),
        new byte[0]);
  }

  private void closeStation() {
    if (station != null) {
      station.close();
      station = null;
    }
  }

  /** Frees the environment, the policy and what draws; on the thread that ran. Idempotent. */
  @Override
  public void close() {
    closeStation();
    if (context != null) {
      context.close();
      context = null;
    }
  }
}
