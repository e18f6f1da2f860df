package org.workcell.randomization;

import java.util.Optional;
import java.util.Set;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.TaskSpec;

/**
 * Has the task draw its context from ranges that are wider than those of training. Where the caller
 * chooses the context, that one holds.
 *
 * @param stretch how much wider at either end, as a fraction of each range's width
 */
record PlacementFactor(double stretch) implements Factor {

  @Override
  public String stream() {
    return "layout";
  }

  @Override
  public Set<AffectedModality> affects() {
    return Set.of(AffectedModality.STATE);
  }

  @Override
  public Optional<String> reasonInapplicable(TaskTargets targets, TaskSpec spec) {
    return spec.context().size() > 0 && targets.roles().contextHoldsPositions()
        ? Optional.empty()
        : Optional.of("the task draws no positions from ranges that could be wider");
  }

  @Override
  public void beforeTask(EpisodeStart episode, Sampler sampler) {
    episode.stretch(sampler.severityFraction() * stretch);
  }
}
