package org.workcell.evaluation;

/**
 * What identifies an episode within a run.
 *
 * @param task id of the task
 * @param episode 0-based number within the task
 */
public record CellKey(String task, int episode) {}
