package org.workcell.server.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * This process and others of the machine, so that what a killed one left can be told from what a
 * running one uses.
 *
 * @param namespace of process numbers; those of another one say nothing here
 * @param pid number of the process
 * @param startTicks when it started, in ticks since the machine did; another one with the same
 *     number started at another time
 */
record OwnProcess(String namespace, long pid, long startTicks) {

  private static final int START_AFTER_NAME = 19;
  private static final long GONE = -1;

  /** This process. */
  static OwnProcess current() {
    long pid = ProcessHandle.current().pid();
    return new OwnProcess(namespaceOfThis(), pid, startTicks(pid));
  }

  private static String namespaceOfThis() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString().replaceAll("\\D", "");
    } catch (IOException | UnsupportedOperationException e) {
      return "0";
    }
  }

  /** Whether a process runs that has this number and started then. */
  static boolean runs(long pid, long startTicks) {
    return ProcessHandle.of(pid).isPresent() && startTicks(pid) == startTicks;
  }

  private static long startTicks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
      // The second field is a name in parentheses, which may have spaces.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Long.parseLong(fields[START_AFTER_NAME]);
    } catch (IOException e) {
      return GONE;
    }
  }

  /** The numeric id of the user of a file, without following links. */
  static int userOf(Path file) throws IOException {
    return (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  /** The numeric id of the user of this process. */
  static int user() {
    try {
      return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException e) {
      throw new IllegalStateException("/proc cannot be read; mount it", e);
    }
  }
}
