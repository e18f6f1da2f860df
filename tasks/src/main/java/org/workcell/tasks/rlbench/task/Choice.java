package org.workcell.tasks.rlbench.task;

/**
 * Something beyond placement that an episode draws: an integer, part of the context.
 *
 * @param name for example {@code distractor_color}
 * @param count the number is drawn uniformly from 0 to {@code count - 1}
 */
public record Choice(String name, int count) {

  /**
   * Checks the count.
   *
   * @throws IllegalArgumentException if there is nothing to choose from
   */
  public Choice {
    if (count < 1) {
      throw new IllegalArgumentException(
          "choice %s is among %d; expected 1 or more".formatted(name, count));
    }
  }
}
