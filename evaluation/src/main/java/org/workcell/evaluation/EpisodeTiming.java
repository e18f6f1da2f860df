package org.workcell.evaluation;

/**
 * How long an episode took: one line of {@code timing.jsonl}.
 *
 * @param task id of the task
 * @param condition what varied the episode; {@code none} where nothing did
 * @param episode 0-based number within task and condition
 * @param wallSeconds from reset to end, policy included; of episodes that are run together it is
 *     shared time
 * @param cpuSeconds of the worker's thread meanwhile
 * @param envStepsPerSecond steps by wall time; frame skip is not multiplied in
 */
public record EpisodeTiming(
    String task,
    String condition,
    int episode,
    double wallSeconds,
    double cpuSeconds,
    double envStepsPerSecond) {}
