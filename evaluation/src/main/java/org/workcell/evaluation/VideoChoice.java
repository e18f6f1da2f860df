package org.workcell.evaluation;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.workcell.sim.files.BadInputException;

/** Which episodes of a run get a video. */
public enum VideoChoice {
  /** None. */
  NONE,
  /** Those that failed or errored. */
  FAILURES,
  /** All. */
  ALL;

  /** Whether an episode gets a video. */
  public boolean wants(Outcome outcome) {
    return this == ALL || this == FAILURES && outcome != Outcome.SUCCESS;
  }

  /** The name on command lines. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The choice of a label.
   *
   * @throws BadInputException naming the labels there are
   */
  public static VideoChoice ofLabel(String label) {
    return Arrays.stream(values())
        .filter(choice -> choice.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "--video '%s' does not exist; use one of %s".formatted(label, labels())));
  }

  private static String labels() {
    return Arrays.stream(values()).map(VideoChoice::label).collect(Collectors.joining(", "));
  }
}
