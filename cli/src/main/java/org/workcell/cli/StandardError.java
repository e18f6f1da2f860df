package org.workcell.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What standard error is connected to. */
final class StandardError {

  private static final Path DESCRIPTOR = Path.of("/proc/self/fd/2");

  private StandardError() {}

  /**
   * Whether a person watches it. Java's own {@code System.console()} cannot tell when only standard
   * output goes into a file.
   */
  static boolean isTerminal() {
    try {
      Path target = Files.readSymbolicLink(DESCRIPTOR);
      return target.startsWith("/dev/pts") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return System.console() != null;
    }
  }
}
