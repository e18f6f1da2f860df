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
          "Evaluation convention, for suites with several, as --set convention=NAME: libero,"
              + " openvla, ript, simplevla, rlinf.")
  private String convention;

  @Option(
      names = "--starts",
      paramLabel = "settled|stored",
      description =
          "Whether objects rest when an episode starts, or lie as stored in the suite's files, as"
              + " --set starts=...")
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
