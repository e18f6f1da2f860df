package org.workcell.randomization;

import org.workcell.sim.environment.EpisodeStart;

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
  public void beforeTask(EpisodeStart episode, Draws draws) {
    episode.stretch(draws.strength() * stretch);
  }
}
