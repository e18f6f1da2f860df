package org.workcell.sim2real.validation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Something that a person should know of a log.
 *
 * @param severity how bad it is
 * @param check which check found it, for example {@code units}
 * @param joint which joint it is about; empty for the whole log
 * @param seen what was seen, with numbers
 * @param means what it means for whoever uses the log
 * @param todo what to do about it
 */
public record LogFinding(
    Severity severity, String check, String joint, String seen, String means, String todo) {

  /** How bad a finding is. */
  public enum Severity {
    /** The log must not be used as it is. */
    FATAL,
    /** Some uses will give wrong numbers. */
    WARNING,
    /** Worth knowing. */
    NOTE;

    /** The name in lower case. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static LogFinding of(
      Severity severity, String check, String joint, String seen, String means, String todo) {
    return new LogFinding(severity, check, joint, seen, means, todo);
  }
}
