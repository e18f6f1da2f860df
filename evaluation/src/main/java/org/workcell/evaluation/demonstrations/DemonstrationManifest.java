package org.workcell.evaluation.demonstrations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.workcell.datasets.degradation.DegradationFactory;
import org.workcell.datasets.demonstrations.DemonstrationFormat;
import org.workcell.datasets.records.JsonDifferences;
import org.workcell.evaluation.EvaluationPlan;
import org.workcell.evaluation.Manifest;
import org.workcell.evaluation.Recording;
import org.workcell.evaluation.VideoSelection;

/**
 * What makes demonstrations repeatable: {@code manifest.json}.
 *
 * @param format version of the files
 * @param kind {@link DemonstrationFormat#KIND}
 * @param episodes to keep of each task
 * @param attempts most attempts for each task
 * @param keep label of which attempts are kept
 * @param stepsAfterSuccess steps that an episode goes on after its first success; null where it
 *     runs to the horizon
 * @param degradations what changes the policy's actions, in the user's words, in order; names of
 *     the columns of {@code degraded}
 * @param degradationIdentities the same with all parameters
 * @param compression 0 to 9
 * @param rebuiltFrom what rebuilds an episode, in words
 * @param rewards what reward models added later, in order; left out where none did
 * @param evaluation the run whose episodes are the attempts
 */
public record DemonstrationManifest(
    int format,
    String kind,
    int episodes,
    int attempts,
    String keep,
    Integer stepsAfterSuccess,
    List<String> degradations,
    List<String> degradationIdentities,
    int compression,
    String rebuiltFrom,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Reward> rewards,
    Manifest evaluation) {

  /** The array of the task's own rewards where {@code reward} is a model's. */
  public static final String TASK_REWARD = "task_reward";

  /**
   * Rewards of a reward model.
   *
   * @param column the array that has them
   * @param model the model in the user's words
   * @param identity what the rewards depend on
   * @param sentencesSha256 checksum of the file of sentences' vectors; null where there was none
   */
  public record Reward(
      String column,
      String model,
      String identity,
      @JsonInclude(JsonInclude.Include.NON_NULL) String sentencesSha256) {}

  private static final String REBUILT_FROM =
      "array record of each file: seed, settings, command path, model edits, drawn values and the"
          + " actions that were carried out; array snapshot restores its start";

  private static final Set<String> COMPARED_APART = Set.of("evaluation", "rebuilt_from");

  /** Takes defensive copies. */
  public DemonstrationManifest {
    degradations = List.copyOf(degradations);
    degradationIdentities = List.copyOf(degradationIdentities);
    rewards = rewards == null ? List.of() : List.copyOf(rewards);
  }

  static DemonstrationManifest of(
      DemonstrationOrder order, EvaluationPlan plan, List<String> command) {
    Recording recording = order.evaluation().recording().orElseThrow();
    return new DemonstrationManifest(
        DemonstrationFormat.FORMAT,
        DemonstrationFormat.KIND,
        order.episodes(),
        order.evaluation().episodes(),
        order.keep().label(),
        recording.stepsAfterSuccess().isPresent()
            ? (Integer) recording.stepsAfterSuccess().getAsInt()
            : null,
        recording.degradations(),
        recording.factories().stream().map(DegradationFactory::identity).toList(),
        order.compression(),
        REBUILT_FROM,
        List.of(),
        Manifest.of(plan, command, null, VideoSelection.NONE));
  }

  /** The same demonstrations with the rewards of a model. */
  DemonstrationManifest with(Reward added) {
    List<Reward> all = new ArrayList<>(rewards);
    all.removeIf(each -> each.column().equals(added.column()));
    all.add(added);
    return new DemonstrationManifest(
        format,
        kind,
        episodes,
        attempts,
        keep,
        stepsAfterSuccess,
        degradations,
        degradationIdentities,
        compression,
        rebuiltFrom,
        all,
        evaluation);
  }

  /** Whether an array has the rewards of a model. */
  boolean isOfModel(String array) {
    return rewards.stream().anyMatch(each -> each.column().equals(array));
  }

  /** Where another manifest would give other files, for people to read; empty if nowhere. */
  List<String> differences(DemonstrationManifest other) {
    List<String> found = new ArrayList<>(JsonDifferences.between(this, other, COMPARED_APART));
    found.addAll(evaluation.differences(other.evaluation));
    return found;
  }
}
