package org.workcell.training;

/**
 * What came of one update of PPO.
 *
 * @param update 1 for the first
 * @param environmentSteps taken so far, those of a first collection for moments included; steps
 *     that only reset count, too
 * @param meanReward of a step in the experience of this update
 * @param episodes that ended in it
 * @param successes how many of them met the success rule at least once
 * @param loss mean over the gradient steps
 */
public record PpoUpdate(
    int update,
    long environmentSteps,
    double meanReward,
    int episodes,
    int successes,
    double loss) {}
