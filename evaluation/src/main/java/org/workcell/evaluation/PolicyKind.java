package org.workcell.evaluation;

import java.util.Locale;
import java.util.Optional;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.policy.ExpertPolicy;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.policy.RandomPolicy;
import org.workcell.sim.policy.ZeroPolicy;
import org.workcell.sim.task.TaskDefinition;

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
  public Policy newPolicy(TaskDefinition task, EnvironmentSpec spec, BatchLayout layout) {
    return switch (this) {
      case EXPERT -> newExpert(task, spec);
      case RANDOM -> new RandomPolicy(spec.task().action());
      case ZERO -> new ZeroPolicy();
    };
  }

  /** The expert of a task, where it has one that acts in the spec's action space. */
  static Optional<ExpertDefinition> expertOf(TaskDefinition task, EnvironmentSpec spec) {
    int size = spec.task().action().size();
    return size == task.spec(spec.options()).action().size()
        ? task.expert(spec.options())
        : Optional.empty();
  }

  private static Policy newExpert(TaskDefinition task, EnvironmentSpec spec) {
    ExpertDefinition expert =
        task.expert(spec.options())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "task %s has no expert; use another --policy".formatted(task.id())));
    int size = spec.task().action().size();
    if (size != task.spec(spec.options()).action().size()) {
      throw new IllegalArgumentException(
          "the expert of task %s acts in the task's own action space, which the action adapter %s"
                  .formatted(task.id(), spec.commandPath().actionAdapter())
              + " replaces; use another --policy");
    }
    return new ExpertPolicy(expert, size);
  }
}
