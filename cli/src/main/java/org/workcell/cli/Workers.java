package org.workcell.cli;

import org.workcell.sim.files.BadInputException;

/** How many threads a command uses. */
final class Workers {

  private static final int MOST = 1024;

  private Workers() {}

  /**
   * What {@code --workers} means.
   *
   * @param given null for as many as there are processors
   */
  static int count(Integer given) {
    int count = given == null ? Runtime.getRuntime().availableProcessors() : given;
    if (count < 1 || count > MOST) {
      throw new BadInputException("--workers must be 1 to %d, not %d".formatted(MOST, count));
    }
    return count;
  }
}
