package org.workcell.sim2real.delta;

import org.workcell.sim2real.replay.ReplayFilter;

/** A filter with a network, of which each row's inputs and results can be read. */
interface Recording extends ReplayFilter {

  /** What the network read in the last row; the same array in every row. */
  double[] inputs();

  /** What came of it; the same array in every row. */
  double[] results();
}
