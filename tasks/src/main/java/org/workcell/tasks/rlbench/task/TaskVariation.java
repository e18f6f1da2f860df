package org.workcell.tasks.rlbench.task;

import java.util.List;

/**
 * A variation of a task.
 *
 * @param name unique within the task, for example {@code red}
 * @param phrasings ways of saying what is to be done, at least one; the first is the default, an
 *     episode draws one of them where the setting {@code phrasing} asks for it
 */
public record TaskVariation(String name, List<String> phrasings) {

  /** Takes a defensive copy. */
  public TaskVariation {
    phrasings = List.copyOf(phrasings);
    if (phrasings.isEmpty()) {
      throw new IllegalArgumentException(
          "variation %s has no instruction; give it one".formatted(name));
    }
  }

  /** A variation in words. */
  public static TaskVariation of(String name, String... phrasings) {
    return new TaskVariation(name, List.of(phrasings));
  }
}
