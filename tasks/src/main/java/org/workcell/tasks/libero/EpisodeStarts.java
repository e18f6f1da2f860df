package org.workcell.tasks.libero;

import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.tasks.libero.placement.InitialState;
import org.workcell.tasks.libero.placement.UpstreamPlacement;
import org.workcell.tasks.libero.problem.TaskSheet;

/** In which state an episode begins. One thread at a time. */
final class EpisodeStarts {

  private final TaskSheet sheet;
  private final UpstreamPlacement upstream;

  EpisodeStarts(TaskSheet sheet, Physics physics) {
    this.sheet = sheet;
    this.upstream = new UpstreamPlacement(sheet, physics);
  }

  /** The state that the caller chose, or one that the seed draws. */
  InitialState choose(EpisodeStart episode) {
    return episode
        .chosenContext()
        .map(context -> InitialState.ofContext(sheet, context))
        .orElseGet(() -> upstream.first(episode.seed()));
  }
}
