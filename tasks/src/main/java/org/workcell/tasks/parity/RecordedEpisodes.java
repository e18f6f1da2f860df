package org.workcell.tasks.parity;

import org.workcell.sim.numpy.NpzFile;

/** How the steps of a recording are divided into episodes, by its array {@code ep_start}. */
public final class RecordedEpisodes {

  private final int[] firstSteps;

  /**
   * Reads the division.
   *
   * @throws IllegalArgumentException if a recorded step belongs to no episode, so that it would be
   *     left out
   */
  public RecordedEpisodes(NpzFile recording) {
    firstSteps = new int[recording.array("ep_start").rows()];
    for (int i = 0; i < firstSteps.length; i++) {
      firstSteps[i] = (int) recording.array("ep_start").number(i);
    }
    int steps = recording.array("action").rows();
    boolean whole = count() >= 1 && firstSteps[0] == 0 && firstSteps[count()] == steps;
    for (int episode = 0; whole && episode < count(); episode++) {
      whole = firstSteps[episode] < firstSteps[episode + 1];
    }
    if (!whole) {
      throw new IllegalArgumentException(
          "has an ep_start that does not divide its %d steps into episodes; expected 0, ..., %d"
              .formatted(steps, steps));
    }
  }

  /** Number of episodes. */
  public int count() {
    return firstSteps.length - 1;
  }

  /** First step of an episode. */
  public int firstStep(int episode) {
    return firstSteps[episode];
  }

  /** The step after the last one of an episode. */
  public int endStep(int episode) {
    return firstSteps[episode + 1];
  }
}
