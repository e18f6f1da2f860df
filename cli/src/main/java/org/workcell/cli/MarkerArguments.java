package org.workcell.cli;

import java.util.List;
import java.util.Map;
import org.workcell.sim.files.BadInputException;
import picocli.CommandLine.Option;

/** The option that says whether images show goal markers; a short form of a setting. */
final class MarkerArguments {

  private static final String SETTING = "markers";
  private static final List<String> VALUES = List.of("on", "off");

  @Option(
      names = "--markers",
      paramLabel = "on|off",
      description =
          "Whether images show the marker of the goal (default: on, and off where the goal is"
              + " hidden).")
  private String markers;

  /**
   * The setting that was chosen, where one was.
   *
   * @throws BadInputException for another value
   */
  Map<String, String> settings() {
    if (markers == null) {
      return Map.of();
    }
    if (!VALUES.contains(markers)) {
      throw new BadInputException("--markers must be on or off, not '%s'".formatted(markers));
    }
    return Map.of(SETTING, markers);
  }
}
