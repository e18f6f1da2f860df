package org.workcell.evaluation;

import org.workcell.policies.remote.ProcessFacts;

/**
 * The policy in another process that acted in a run.
 *
 * @param name of the policy, as its process says it
 * @param identity what else its answers depend on, as its process says it; empty where it does not
 * @param chunkSteps actions that it answered with at once
 * @param playedSteps how many of them were played before it was asked again
 * @param paddedRows rows of every batch that its network got; 0 where batches were as they came
 */
public record RecordedProcess(
    String name, String identity, int chunkSteps, int playedSteps, int paddedRows) {

  static RecordedProcess of(ProcessFacts facts, int playedSteps) {
    return new RecordedProcess(
        facts.name(), facts.identity(), facts.chunkSteps(), playedSteps, facts.paddedRows());
  }

  /** In one line. */
  public String describe() {
    return "%s%s, %d of %d planned actions played%s"
        .formatted(
            name,
            identity.isEmpty() ? "" : " (" + identity + ")",
            playedSteps,
            chunkSteps,
            paddedRows == 0 ? "" : ", batches of %d rows".formatted(paddedRows));
  }
}
