package org.workcell.evaluation.demonstrations;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.workcell.datasets.degradation.DegradationChain;
import org.workcell.datasets.degradation.DegradationFactory;
import org.workcell.datasets.demonstrations.DemonstrationFormat;
import org.workcell.datasets.demonstrations.DemonstrationLine;
import org.workcell.datasets.records.EpisodeKey;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.evaluation.EvaluationPlan;
import org.workcell.evaluation.EvaluationRunner;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.files.BadInputException;

/**
 * A recording of which everything has been tried once. Runs attempts until enough of them are kept.
 * Which files it gives does not depend on the number of workers. Owns the scenes.
 */
public final class DemonstrationRun implements AutoCloseable {

  private final DemonstrationOrder order;
  private final EvaluationPlan plan;
  private final List<DegradationFactory> degradations;
  private volatile boolean stopped;
  private volatile EvaluationRunner runner;

  private DemonstrationRun(
      DemonstrationOrder order, EvaluationPlan plan, List<DegradationFactory> degradations) {
    this.order = order;
    this.plan = plan;
    this.degradations = degradations;
  }

  /**
   * Tries everything that a recording needs, without running an episode.
   *
   * @throws BadInputException if something it asks for is not there or is broken
   */
  public static DemonstrationRun check(DemonstrationOrder order) {
    List<DegradationFactory> degradations =
        order.evaluation().recording().orElseThrow().factories();
    EvaluationPlan plan = EvaluationPlan.check(order.evaluation());
    try {
      if (!plan.tasksLeftOut().isEmpty()) {
        throw new BadInputException(
            "nothing of the preset can act on %s; leave these tasks or --randomize out"
                .formatted(String.join(", ", plan.tasksLeftOut())));
      }
      for (EnvironmentSpec spec : plan.specs()) {
        new DegradationChain(degradations, spec.task());
        DemonstrationFormat.file(spec.id(), 0);
        DemonstrationFormat.requireFits(spec.id(), order.evaluation().layout(spec), spec.horizon());
      }
      return new DemonstrationRun(order, plan, degradations);
    } catch (IllegalArgumentException e) {
      plan.close();
      throw new BadInputException(e.getMessage(), e);
    } catch (RuntimeException e) {
      plan.close();
      throw e;
    }
  }

  /**
   * Makes the folder and its manifest.
   *
   * @param command the command line as it was typed
   */
  public DemonstrationFolder create(Path folder, List<String> command) {
    return DemonstrationFolder.create(folder, DemonstrationManifest.of(order, plan, command));
  }

  /**
   * Opens a folder to continue it.
   *
   * @throws BadInputException if the files would differ, or one was edited
   */
  public DemonstrationFolder resume(Path folder, List<String> command) {
    return DemonstrationFolder.resume(folder, DemonstrationManifest.of(order, plan, command), plan);
  }

  /** Number of episodes to keep of all tasks together. */
  public int totalCount() {
    return order.episodes() * plan.firstKeys().size();
  }

  /**
   * Runs what is missing and waits for it.
   *
   * @param workers most threads to use
   * @param batchSize most episodes for which each thread asks the policy at once
   * @param sink gets the result of each attempt, one at a time; kept ones have their file
   * @return whether all was run; false after {@link #stop}
   */
  public boolean run(
      DemonstrationFolder folder, int workers, int batchSize, Consumer<EpisodeResult> sink) {
    AttemptSchedule schedule =
        new AttemptSchedule(plan.firstKeys(), order.episodes(), order.evaluation().episodes());
    for (DemonstrationLine attempt : folder.attempts()) {
      schedule.addEarlier(attempt.key(), attempt.kept());
    }
    runner =
        new EvaluationRunner(
                plan,
                workers,
                batchSize,
                outcome -> {
                  EpisodeResult result = outcome.result();
                  schedule.finish(result.key(), order.keep().keeps(result));
                  sink.accept(result);
                })
            .observedBy(() -> new DemonstrationObserver(folder, degradations, order.keep()));
    while (schedule.left() > 0) {
      if (stopped || !runner.run(schedule::next, schedule.left())) {
        return false;
      }
    }
    return true;
  }

  /** Abandons running episodes at their next step; finished ones are kept. */
  public void stop() {
    stopped = true;
    EvaluationRunner running = runner;
    if (running != null) {
      running.stop();
    }
  }

  /**
   * Ends a recording of which all was run.
   *
   * @return what became of it
   */
  public DemonstrationSummary finish(DemonstrationFolder folder) {
    return folder.finish(plan.firstKeys().stream().map(EpisodeKey::task).toList());
  }

  /** Whether an attempt is kept. */
  public boolean keeps(EpisodeResult result) {
    return order.keep().keeps(result);
  }

  /** Frees the scenes. Idempotent. */
  @Override
  public void close() {
    plan.close();
  }
}
