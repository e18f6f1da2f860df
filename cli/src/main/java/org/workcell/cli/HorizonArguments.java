package org.workcell.cli;

import java.util.List;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim2real.metrics.HorizonErrors;

/** What people write for horizons. */
final class HorizonArguments {

  private HorizonArguments() {}

  /**
   * Horizons in rising order, s.
   *
   * @throws BadInputException if one is no positive number and not {@code full}
   */
  static double[] parse(List<String> horizons) {
    try {
      double[] parsed =
          horizons.stream()
              .mapToDouble(
                  text ->
                      text.strip().equals("full") ? HorizonErrors.FULL : Double.parseDouble(text))
              .sorted()
              .distinct()
              .toArray();
      if (parsed.length > 0 && parsed[0] > 0) {
        return parsed;
      }
    } catch (NumberFormatException e) {
      throw wrong(horizons, e);
    }
    throw wrong(horizons, null);
  }

  private static BadInputException wrong(List<String> horizons, Exception cause) {
    return new BadInputException(
        "--horizons %s; expected positive numbers of seconds, or full, with commas between"
            .formatted(String.join(",", horizons)),
        cause);
  }
}
