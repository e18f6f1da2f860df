package org.workcell.evaluation;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.workcell.sim.files.BadInputException;

/** How an episode ends and what counts as its success. */
public enum Protocol {
  /** Runs to the horizon and reports success in every form; the headline is success_once. */
  HORIZON(
      "success_once",
      "the share of episodes in which at least one step met the task's success rule; episodes run"
          + " on to the horizon"),
  /** Success at any step, at which the episode ends. */
  ANY_STEP(
      "success_once",
      "the share of episodes in which a step met the task's success rule, at which the episode"
          + " ended; returns and steps are those up to it"),
  /** Runs to the horizon; only the last step counts. */
  LAST_STEP(
      "success_at_end",
      "the share of episodes whose last step met the task's success rule; episodes run on to the"
          + " horizon");

  private final String headline;
  private final String meaning;

  Protocol(String headline, String meaning) {
    this.headline = headline;
    this.meaning = meaning;
  }

  /** The name on command lines and in reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Which number is the result: {@code success_once} or {@code success_at_end}. */
  public String headline() {
    return headline;
  }

  /** Which number is the result, and how it is counted, in words. */
  String headlineMetric() {
    return "%s: %s; an episode that errored counts as a failure; ci95 is its 95 %% Wilson score"
            .formatted(headline, meaning)
        + " interval";
  }

  /** Whether an episode ends with its first success. */
  boolean endsAtSuccess() {
    return this == ANY_STEP;
  }

  /**
   * The protocol of a label.
   *
   * @throws BadInputException naming the labels there are
   */
  public static Protocol ofLabel(String label) {
    return Arrays.stream(values())
        .filter(protocol -> protocol.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "protocol '%s' does not exist; use one of %s".formatted(label, labels())));
  }

  private static String labels() {
    return Arrays.stream(values()).map(Protocol::label).collect(Collectors.joining(", "));
  }
}
