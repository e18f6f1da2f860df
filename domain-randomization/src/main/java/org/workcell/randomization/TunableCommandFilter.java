package org.workcell.randomization;

import org.workcell.sim.control.CommandFilter;

/** A filter of commands whose parameters are drawn for each episode. */
public interface TunableCommandFilter extends CommandFilter {

  /** Sampler the parameters of the next episode. */
  void tune(Sampler sampler);
}
