package org.workcell.randomization;

import org.workcell.sim.control.CommandFilter;

/** A filter of commands whose parameters are drawn for each episode. */
interface TunableCommandFilter extends CommandFilter {

  /** Draws the parameters of the next episode. */
  void tune(Draws draws);
}
