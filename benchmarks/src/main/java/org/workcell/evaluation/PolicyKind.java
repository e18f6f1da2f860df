package org.workcell.evaluation;

import java.util.Locale;
import java.util.Optional;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.TaskDefinition;
import org.workcell.sim.policy.ExpertPolicy;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.policy.RandomPolicy;
import org.workcell.sim.policy.ZeroPolicy;

/** The policies that can be evaluated by name. */
public enum PolicyKind implements PolicySource {
  /** The task's scripted expert. */
  EXPERT,
  /** Uniform actions within the action bounds. */
  RANDOM,
  /** All actions zero. */
  ZERO;

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String shortLabel() {
    return label();
  }

  @Override
  public Optional<NetworkSource> network() {
    return Optional.empty();
  }

  @Override
  public Policy newPolicy(TaskDefinition task, EnvironmentSpec spec, BatchLayout layout) {
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

  @Override
  public int check(TaskDefinition task, EnvironmentSpec spec, BatchLayout layout) {
    if (!layout.images().isEmpty()) {
      throw new IllegalArgumentException(
          "policy '%s' looks at no pictures; leave --cameras out or name a TorchScript file"
              .formatted(label()));
    }
    try (Policy policy = newPolicy(task, spec, layout)) {
      return policy.chunkSteps();
    }
  }
}
