package org.workcell.report;

import java.util.Locale;

/** Which rate is the result of a run. */
public enum Headline {
  /** The share of episodes with success in any step. */
  SUCCESS_ONCE,
  /** The share of episodes with success in the last step. */
  SUCCESS_AT_END;

  /** The name in reports. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The headline of this name. */
  static Headline ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** The other rate. */
  Headline other() {
    return this == SUCCESS_ONCE ? SUCCESS_AT_END : SUCCESS_ONCE;
  }

  /** The rate, 0 to 1, of a group of episodes. */
  double rate(SuccessSummary numbers) {
    return this == SUCCESS_ONCE ? numbers.successOnce() : numbers.successAtEnd();
  }
}
