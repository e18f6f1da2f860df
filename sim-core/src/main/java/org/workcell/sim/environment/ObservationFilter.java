package org.workcell.sim.environment;

import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StatePart;

/**
 * Changes observations on their way to the policy: noise, delay. Reward and success are judged
 * before. Belongs to one environment; one thread at a time; {@link #apply} allocates nothing.
 */
public interface ObservationFilter extends StatePart {

  /** A new episode begins. */
  void start(SeedStreams seeds);

  /** Changes the observation of a row in place. */
  void apply(BatchRow row);
}
