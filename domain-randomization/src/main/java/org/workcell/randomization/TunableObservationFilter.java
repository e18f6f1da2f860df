package org.workcell.randomization;

import org.workcell.sim.environment.ObservationFilter;

/** A filter of observations whose parameters are drawn for each episode. */
interface TunableObservationFilter extends ObservationFilter {

  /** Draws the parameters of the next episode. */
  void tune(Draws draws);
}
