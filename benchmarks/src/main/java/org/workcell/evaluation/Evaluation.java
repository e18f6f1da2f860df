package org.workcell.evaluation;

import java.util.List;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.TaskDefinition;

/**
 * What is to be evaluated. Episode {@code e} of every task uses seed {@code firstSeed + e}, so that
 * any episode can be run again alone.
 *
 * @param tasks in the order of the report
 * @param policy who acts
 * @param episodes per task
 * @param firstSeed seed of episode 0
 * @param options how environments are made
 * @param assets the asset pack in the user's words: {@code builtin} or a folder
 */
public record Evaluation(
    List<TaskDefinition> tasks,
    PolicyKind policy,
    int episodes,
    long firstSeed,
    EnvironmentOptions options,
    String assets) {

  /** Most episodes per task. */
  public static final int MAX_EPISODES = 1_000_000;

  /**
   * Checks the numbers.
   *
   * @throws BadInputException if one is out of range
   */
  public Evaluation {
    tasks = List.copyOf(tasks);
    if (tasks.isEmpty()) {
      throw new BadInputException("no task is given; name a task or a suite");
    }
    if (episodes < 1 || episodes > MAX_EPISODES) {
      throw new BadInputException(
          "the number of episodes must be 1 to %d, not %d".formatted(MAX_EPISODES, episodes));
    }
    if (firstSeed > Long.MAX_VALUE - episodes) {
      throw new BadInputException(
          "seed %d leaves no room for %d episodes; use a smaller one"
              .formatted(firstSeed, episodes));
    }
  }
}
