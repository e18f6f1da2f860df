package org.workcell.cli;

import java.util.Optional;

/**
 * The process for which this one works, such as a Python program that evaluates its policy. When it
 * has ended, however it did, this process ends in order, as after an interrupt.
 */
final class Companion {

  /** Environment variable with the process id; there is no companion where it is not set. */
  static final String VARIABLE = "WORKCELL_ENDS_WITH";

  private static final long LOOK_MILLISECONDS = 500;

  private Companion() {}

  /** Watches from now on; a process id that means nothing counts as a process that has ended. */
  static void watch() {
    String id = System.getenv(VARIABLE);
    if (id != null) {
      Thread thread = new Thread(() -> endWith(id), "companion");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void endWith(String id) {
    try {
      Optional<ProcessHandle> companion = ProcessHandle.of(Long.parseLong(id));
      while (companion.map(ProcessHandle::isAlive).orElse(false)) {
        Thread.sleep(LOOK_MILLISECONDS);
      }
      System.err.println("workcell: process %s, for which this one works, has ended".formatted(id));
      System.exit(ExitStatus.INTERRUPTED);
    } catch (NumberFormatException e) {
      System.err.println("workcell: %s=%s is no process id".formatted(VARIABLE, id));
      System.exit(ExitStatus.BAD_INPUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
