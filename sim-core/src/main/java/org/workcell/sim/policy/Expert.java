package org.workcell.sim.policy;

import org.workcell.sim.batch.Observation;

/**
 * A scripted expert for one environment. Reads the published observation, and the scene where its
 * {@link ExpertDefinition} says so. One thread at a time.
 */
public interface Expert {

  /** A new episode begins. */
  void start(Episode episode);

  /** Chooses an action in the units of the task's action block. */
  void act(Observation observation, double[] action);
}
