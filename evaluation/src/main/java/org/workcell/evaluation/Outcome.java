package org.workcell.evaluation;

import java.util.Locale;
import org.workcell.datasets.records.EpisodeResult;

/** How an episode counts. */
public enum Outcome {
  /** It met the task's success rule, as the protocol asks. */
  SUCCESS,
  /** It did not. */
  FAILURE,
  /** It could not go on. */
  ERROR;

  /** How an episode counts under a protocol. */
  public static Outcome of(EpisodeResult result, Protocol protocol) {
    if (result.errored()) {
      return ERROR;
    }
    boolean success = protocol == Protocol.LAST_STEP ? result.successAtEnd() : result.successOnce();
    return success ? SUCCESS : FAILURE;
  }

  /** The name in reports and file names. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
