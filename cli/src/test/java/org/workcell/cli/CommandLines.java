package org.workcell.cli;

import java.util.Arrays;
import java.util.List;
import org.workcell.sim.providers.Providers;
import org.workcell.sim.task.TaskRegistry;

/** A program that runs command lines one after the other, for tests that need another process. */
final class CommandLines {

  /** Stands between two command lines. */
  static final String THEN = "then";

  private CommandLines() {}

  public static void main(String[] arguments) {
    List<String> rest = Arrays.asList(arguments);
    while (!rest.isEmpty()) {
      int end = rest.contains(THEN) ? rest.indexOf(THEN) : rest.size();
      String[] words = rest.subList(0, end).toArray(String[]::new);
      int status =
          Workcell.run(
              () -> Workcell.commandLine(() -> Providers.loading(TaskRegistry::load)), words);
      if (status != ExitStatus.OK) {
        System.exit(status);
      }
      rest = rest.subList(Math.min(end + 1, rest.size()), rest.size());
    }
    System.exit(ExitStatus.OK);
  }
}
