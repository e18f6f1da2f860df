package org.workcell.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Supplier;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.testing.FakeSuite;
import picocli.CommandLine;

/** A command line that was run in this process. */
record Invocation(int status, String out, String err) {

  /** Runs over the tasks of the fake suite. */
  static Invocation of(Object... arguments) {
    return of(FakeSuite::registry, arguments);
  }

  /** Runs over the tasks of a registry. */
  static Invocation of(Supplier<TaskRegistry> registry, Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    CommandLine commandLine = Workcell.commandLine(registry);
    commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int status = commandLine.execute(words);
    return new Invocation(status, out.toString(), err.toString());
  }
}
