package org.workcell.evaluation;

/**
 * How long an episode took: one line of {@code timing.jsonl}.
 *
 * @param task id of the task
 * @param episode 0-based number within the task
 * @param wallSeconds from reset to end, policy included
 * @param cpuSeconds of the worker's thread
 * @param envStepsPerSecond steps by wall time; frame skip is not multiplied in
 */
public record EpisodeTiming(
    String task, int episode, double wallSeconds, double cpuSeconds, double envStepsPerSecond) {}
