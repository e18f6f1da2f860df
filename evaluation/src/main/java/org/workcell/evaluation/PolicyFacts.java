package org.workcell.evaluation;

import java.util.List;
import org.workcell.policies.InputBlocks;

/**
 * What the policies of a task are like.
 *
 * @param chunkSteps actions that are planned at once; 1 without plans
 * @param readsScene whether they read the simulation beside the observations, which reports say
 * @param inputs what a network gets of each row; null where there is no network
 */
public record PolicyFacts(int chunkSteps, boolean readsScene, InputBlocks inputs) {

  /** Facts of a policy that is no network. */
  public PolicyFacts(int chunkSteps, boolean readsScene) {
    this(chunkSteps, readsScene, null);
  }

  /** The tasks that its one-hot code tells apart; empty where it has none. */
  public List<String> oneHotTasks() {
    return inputs != null && inputs.hasOneHot() ? inputs.tasks() : List.of();
  }

  /** Whether the policy knows a task: all, or those of its one-hot code. */
  boolean serves(String task) {
    return oneHotTasks().isEmpty() || oneHotTasks().contains(task);
  }
}
