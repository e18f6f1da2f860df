package org.workcell.datasets.records;

/**
 * What tells the episodes of a run apart.
 *
 * @param condition what varied it; {@code none} where nothing did
 * @param task id of the task
 * @param episode 0-based number within task and condition
 */
public record EpisodeKey(String condition, String task, int episode) {}
