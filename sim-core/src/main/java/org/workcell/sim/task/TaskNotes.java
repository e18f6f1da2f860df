package org.workcell.sim.task;

import java.util.List;

/**
 * What a reader wants to know of a task beyond its spec; for its page in the documentation.
 *
 * @param context what the numbers of the context mean
 * @param objects what the object numbers of the observation mean
 * @param reward the reward in words
 * @param formula the reward as a formula, line by line
 * @param changes what differs from earlier versions of the task and from upstream, if anything
 */
public record TaskNotes(
    String context, String objects, String reward, List<String> formula, List<String> changes) {

  /** Takes defensive copies. */
  public TaskNotes {
    formula = List.copyOf(formula);
    changes = List.copyOf(changes);
  }
}
