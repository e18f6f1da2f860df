package org.workcell.tasks.libero;

import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.tasks.libero.problem.TaskSheet;

/** In which state an episode begins. One thread at a time. */
final class EpisodeStarts {

  EpisodeStarts(TaskSheet sheet, LiberoSettings settings, Physics physics) {}

  /** The context of an episode, chosen or drawn, which is also noted there. */
  double[] choose(EpisodeStart episode) {
    double[] context = episode.chosenContext().orElseThrow();
    episode.useContext(context);
    return context;
  }
}
