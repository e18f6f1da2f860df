package org.workcell.evaluation;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.TaskDefinition;
import org.workcell.sim.policy.Policy;

/** Where the policies of an evaluation come from: a name, or a network's file. */
public sealed interface PolicySource permits PolicyKind, NetworkSource {

  /** What a file of a network ends in. */
  String NETWORK_ENDING = ".pt";

  /** The words on command lines and in reports. */
  String label();

  /** The words in names of folders. */
  String shortLabel();

  /** The file that the policies come from. */
  Optional<NetworkSource> network();

  /**
   * A policy for one worker, which answers with one action at a time.
   *
   * @param layout what it gets of the task
   * @throws IllegalArgumentException if the task does not offer what the policy needs
   */
  Policy newPolicy(TaskDefinition task, EnvironmentSpec spec, BatchLayout layout);

  /**
   * Tries whether policies can be made for a task.
   *
   * @param layout what they get of the task
   * @return actions that are planned at once
   * @throws IllegalArgumentException if the task does not offer what the policy needs
   */
  int check(TaskDefinition task, EnvironmentSpec spec, BatchLayout layout);

  /**
   * The source that a user means.
   *
   * @param label a name, or a file that ends in .pt
   * @param settings for networks only
   * @throws BadInputException if there is no such policy or the settings are not possible
   */
  static PolicySource parse(String label, NetworkSettings settings) {
    if (label.endsWith(NETWORK_ENDING)) {
      return NetworkSource.open(label, settings);
    }
    PolicyKind kind =
        Arrays.stream(PolicyKind.values())
            .filter(each -> each.label().equals(label))
            .findFirst()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "policy '%s' does not exist; use one of %s, or a TorchScript file that ends"
                                .formatted(label, kinds())
                            + " in .pt"));
    settings.requireNone(kind);
    return kind;
  }

  private static String kinds() {
    return Arrays.stream(PolicyKind.values())
        .map(PolicyKind::label)
        .collect(Collectors.joining(", "));
  }
}
