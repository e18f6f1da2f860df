package org.workcell.sim.task;

/**
 * How often the scripted expert of a task succeeded when it was measured.
 *
 * @param successes episodes in which a step met the success rule
 * @param episodes episodes that were run
 * @param command the command that measured it
 */
public record MeasuredRate(int successes, int episodes, String command) {

  /** Checks that the numbers fit each other. */
  public MeasuredRate {
    if (episodes < 1 || successes < 0 || successes > episodes) {
      throw new IllegalArgumentException(
          "%d successes in %d episodes; expected 0 to %2$d of at least one episode"
              .formatted(successes, episodes));
    }
  }
}
