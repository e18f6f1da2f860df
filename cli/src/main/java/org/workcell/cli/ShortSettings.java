package org.workcell.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options that are short forms of settings that some suites have; absent ones are null. */
final class ShortSettings {

  @Option(
      names = "--convention",
      paramLabel = "NAME",
      description =
          "Evaluation convention, for suites with several; same as --set convention=NAME:"
              + " libero, openvla, ript, simplevla, rlinf.")
  private String convention;

  @Option(
      names = "--starts",
      paramLabel = "settled|stored",
      description =
          "Initial states: objects at rest (settled), or as in the suite's files "
              + "(stored). Same as --set starts=...")
  private String starts;

  /** The settings that were chosen. */
  Map<String, String> settings() {
    Map<String, String> chosen = new LinkedHashMap<>();
    if (convention != null) {
      chosen.put("convention", convention);
    }
    if (starts != null) {
      chosen.put("starts", starts);
    }
    return chosen;
  }
}
