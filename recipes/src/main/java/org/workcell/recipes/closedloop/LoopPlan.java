package org.workcell.recipes.closedloop;

import org.workcell.sim2real.gap.GapFamily;
import org.workcell.sim2real.gap.GapLevel;

/**
 * What a closed loop is about. Two runs of the same plan give the same numbers on one type of
 * machine.
 *
 * @param task id of a task of suite {@code arm}
 * @param robot one of our own arms
 * @param family of the hidden gap
 * @param level of the hidden gap
 * @param seed of the hidden robot, its logs, and the networks
 * @param controlHz actions in a second; the logs have 50 rows in one
 * @param horizon steps of an episode
 * @param start checksum of the policy that is trained further; empty where a first one is trained
 * @param trajectories of the logs, besides those out of distribution
 * @param updates of the first training, of 6400 steps each
 * @param discount of a step
 * @param tuningUpdates of each further training
 * @param noise standard deviation of the noise on commands of the baseline, rad
 * @param episodes on the hidden robot
 */
public record LoopPlan(
    String task,
    String robot,
    GapFamily family,
    GapLevel level,
    long seed,
    int controlHz,
    int horizon,
    String start,
    int trajectories,
    int updates,
    double discount,
    int tuningUpdates,
    double noise,
    int episodes) {

  /** Checks the counts. */
  public LoopPlan {
    if (updates < 1 || tuningUpdates < 1 || episodes < 2 || horizon < 1) {
      throw new IllegalArgumentException(
          "%d and %d updates, %d episodes of %d steps; expected at least 1, 1, 2 and 1"
              .formatted(updates, tuningUpdates, episodes, horizon));
    }
    if (family == GapFamily.G8) {
      throw new IllegalArgumentException(
          "the gap of G8 is one of contacts with a table of its own; choose another family");
    }
  }
}
