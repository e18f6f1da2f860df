package org.workcell.evaluation.demonstrations;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.sim.files.BadInputException;

/** Which episodes are kept. Those that errored never are. */
public enum Keep {
  /** Those in which a step met the success rule. */
  SUCCESS,
  /** Those whose last step met it. */
  SUCCESS_AT_END,
  /** All. */
  ALL;

  /** The name on command lines and in manifests. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The rule of a label.
   *
   * @throws BadInputException naming the labels there are
   */
  public static Keep ofLabel(String label) {
    return Arrays.stream(values())
        .filter(each -> each.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "--keep '%s' does not exist; use one of %s"
                        .formatted(
                            label,
                            Arrays.stream(values())
                                .map(Keep::label)
                                .collect(Collectors.joining(", ")))));
  }

  boolean keeps(EpisodeResult result) {
    return !result.errored()
        && switch (this) {
          case SUCCESS -> result.successOnce();
          case SUCCESS_AT_END -> result.successAtEnd();
          case ALL -> true;
        };
  }
}
