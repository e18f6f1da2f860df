package org.workcell.evaluation;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.TaskDefinition;
import org.workcell.sim.policy.ExpertPolicy;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.policy.RandomPolicy;
import org.workcell.sim.policy.ZeroPolicy;

/** The policies that can be evaluated by name. */
public enum PolicyKind {
  /** The task's scripted expert. */
  EXPERT,
  /** Uniform actions within the action bounds. */
  RANDOM,
  /** All actions zero. */
  ZERO;

  /** The name on command lines and in reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The policy of a label.
   *
   * @throws BadInputException naming the labels there are
   */
  public static PolicyKind ofLabel(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "policy '%s' does not exist; use one of %s".formatted(label, labels())));
  }

  private static String labels() {
    return Arrays.stream(values()).map(PolicyKind::label).collect(Collectors.joining(", "));
  }

  /**
   * A policy for one worker.
   *
   * @throws IllegalArgumentException if the task does not offer what the policy needs
   */
  Policy newPolicy(TaskDefinition task, EnvironmentSpec spec) {
    return switch (this) {
      case EXPERT ->
          new ExpertPolicy(
              task.expert(spec.options())
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "task %s has no expert; use another --policy".formatted(task.id()))),
              spec.task().action().size());
      case RANDOM -> new RandomPolicy(spec.task().action());
      case ZERO -> new ZeroPolicy();
    };
  }
}
