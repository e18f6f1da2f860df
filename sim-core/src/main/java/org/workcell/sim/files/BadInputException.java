package org.workcell.sim.files;

/**
 * What the user asked for cannot be done. The message is one line that says what was wrong, what
 * was expected and what to do; nothing was run or lost.
 */
public final class BadInputException extends RuntimeException {

  /** An error with its whole explanation; line breaks become commas. */
  public BadInputException(String message) {
    super(oneLine(message));
  }

  /** An error with its whole explanation and its cause. */
  public BadInputException(String message, Throwable cause) {
    super(oneLine(message), cause);
  }

  private static String oneLine(String message) {
    return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", ", ");
  }
}
