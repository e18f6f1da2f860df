package org.workcell.randomization;

import org.workcell.sim.environment.ObservationFilter;

/** A filter of observations whose parameters are drawn for each episode. */
public interface TunableObservationFilter extends ObservationFilter {

  /** Sampler the parameters of the next episode. */
  void tune(Sampler sampler);
}
