package org.workcell.evaluation;

/** A run cannot go on. What had finished is kept. The message is for people, in one line. */
public final class RunAbortedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Says why. */
  public RunAbortedException(String message, Throwable cause) {
    super(message, cause);
  }
}
