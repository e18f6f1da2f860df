package org.workcell.sim.policy;

import java.util.function.Supplier;

/**
 * How a task's scripted expert is made.
 *
 * @param readsScene whether it reads the simulation beside the published observation, which reports
 *     say
 * @param newExpert makes an expert for one environment
 */
public record ExpertDefinition(boolean readsScene, Supplier<? extends Expert> newExpert) {

  /** An expert that reads the published observation only. */
  public static ExpertDefinition readingObservations(Supplier<? extends Expert> newExpert) {
    return new ExpertDefinition(false, newExpert);
  }

  /** An expert that also reads the simulation. */
  public static ExpertDefinition readingScene(Supplier<? extends Expert> newExpert) {
    return new ExpertDefinition(true, newExpert);
  }
}
