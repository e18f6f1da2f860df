package org.workcell.cli;

/** What the exit status of a command means. */
final class ExitStatus {

  static final int OK = 0;
  static final int TARGET_MISSED = 1;
  static final int BAD_INPUT = 2;
  static final int ERROR = 3;

  /** As shells report a process that an interrupt ended. */
  static final int INTERRUPTED = 130;

  private ExitStatus() {}
}
