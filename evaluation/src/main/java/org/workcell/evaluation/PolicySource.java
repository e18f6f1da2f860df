package org.workcell.evaluation;

import java.nio.file.Path;
import java.util.Optional;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.policy.PolicyNotRepeatableException;
import org.workcell.sim.task.TaskDefinition;

/**
 * Where the policies of an evaluation come from: a name, a network's file, another process.
 * Immutable; used from many threads.
 */
public interface PolicySource {

  /** The words on command lines and in reports. */
  String label();

  /** The words in names of folders: letters, digits and hyphens. */
  default String shortLabel() {
    return label().replaceAll("[^A-Za-z0-9.]+", "-");
  }

  /**
   * Names everything that the answers depend on, in one line; it is part of each cell's digest. The
   * label where the label says it all.
   *
   * @param facts what its policies are like for the task
   */
  default String identity(PolicyFacts facts) {
    return label();
  }

  /**
   * What the manifest says about the network behind it; empty where there is none.
   *
   * @param facts what its policies are like
   */
  default Optional<Manifest.Network> network(PolicyFacts facts) {
    return Optional.empty();
  }

  /** What the manifest says about the process that it lives in; empty where that is this one. */
  default Optional<RecordedProcess> process() {
    return Optional.empty();
  }

  /**
   * What is known of whether its answers can be repeated; empty where policies are refused whose
   * answers differ.
   */
  default Optional<Repeatability> repeatability() {
    return Optional.empty();
  }

  /**
   * A policy was asked again with the same and answered differently.
   *
   * @throws PolicyNotRepeatableException if that is not allowed
   */
  default void noteDifference(PolicyNotRepeatableException found) {
    throw found;
  }

  /** How a user continues an interrupted run, in words. */
  default String continuation(Path folder) {
    return "workcell bench --resume '%s'".formatted(folder);
  }

  /** Whether its policies can look at images. */
  default boolean readsImages() {
    return false;
  }

  /** Whether a policy for a layout with images looks at them. */
  default boolean readsImages(BatchLayout layout) {
    return readsImages();
  }

  /**
   * Whether one of its policies serves every task of a layout, and is asked for many rows at once;
   * its answers then must not depend on which rows are asked together. Networks are such policies.
   * Otherwise each task gets a policy of its own, which is asked for one row.
   */
  default boolean answersBatches() {
    return false;
  }

  /** Whether its facts differ between tasks of one layout. */
  default boolean isCheckedForEachTask() {
    return !answersBatches();
  }

  /** Rows that its policies are asked for at once, unless the user says otherwise. */
  default int batchRows() {
    return 1;
  }

  /**
   * A policy for one thread at a time, which answers with one action at a time.
   *
   * @param layout what it gets of the task
   * @throws IllegalArgumentException if the task does not offer what the policy needs
   */
  Policy newPolicy(TaskDefinition task, EnvironmentSpec spec, BatchLayout layout);

  /**
   * Tries whether policies can be made for a task, and tells what they are like.
   *
   * @param layout what they get of the task
   * @throws IllegalArgumentException if the task does not offer what the policy needs
   */
  default PolicyFacts check(TaskDefinition task, EnvironmentSpec spec, BatchLayout layout) {
    if (!layout.images().isEmpty() && !readsImages()) {
      throw new IllegalArgumentException(
          "policy '%s' does not use images; remove --cameras or name a TorchScript file"
              .formatted(label()));
    }
    try (Policy policy = newPolicy(task, spec, layout)) {
      return new PolicyFacts(1, policy.readsScene());
    }
  }

  /**
   * The source that a user means.
   *
   * @param label the words after {@code --policy}
   * @param settings for networks only
   * @throws BadInputException if there is no such policy or the settings are not possible
   */
  static PolicySource parse(String label, NetworkSettings settings) {
    return PolicyProviders.open(label, settings);
  }
}
