package org.workcell.formats.logs;

import java.nio.file.Path;
import org.workcell.sim.files.BadInputException;

/** How many numbers are kept of what is read at once, so that memory is bounded. */
public final class NumberBudget {

  /** Half a gibibyte. */
  public static final long MOST_NUMBERS = 1L << 26;

  private long left = MOST_NUMBERS;

  /** A whole budget. */
  public NumberBudget() {}

  /**
   * Takes room for numbers, before they are made.
   *
   * @throws BadInputException if there is none left
   */
  public void take(long numbers, Path file) {
    if (numbers < 0 || numbers > left) {
      throw new BadInputException(
          "'%s' holds more than the %d numbers that are read at once; give a part of it"
              .formatted(file, MOST_NUMBERS));
    }
    left -= numbers;
  }
}
