package org.workcell.sim.task;

/**
 * One of the variations of a task: another colour, number or object, with words of its own.
 *
 * @param name unique within the task, for example {@code red}
 * @param instruction the variation in words
 */
public record Variation(String name, String instruction) {

  /** The name of the only variation of a task that has no others. */
  public static final String ONLY = "only";
}
