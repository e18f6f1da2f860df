package org.workcell.evaluation;

/**
 * What the policies of a task are like.
 *
 * @param chunkSteps actions that are planned at once; 1 without plans
 * @param readsScene whether they read the simulation beside the observations, which reports say
 */
public record PolicyFacts(int chunkSteps, boolean readsScene) {}
