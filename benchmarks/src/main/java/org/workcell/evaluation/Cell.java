package org.workcell.evaluation;

/**
 * One episode to run.
 *
 * @param task the task
 * @param episode 0-based number within the task
 * @param seed root of all randomness of the episode
 */
record Cell(PlannedTask task, int episode, long seed) {

  CellKey key() {
    return new CellKey(task.spec().id(), episode);
  }
}
