package org.workcell.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.workcell.datasets.records.Json;
import org.workcell.sim.task.TaskRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether this machine can run everything, and why not. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Check engine, machine, assets and rendering, and suggest remedies.",
    footer = {
      "",
      "Exit status: 0 if nothing needed is broken, else 1. A line marked 'note' is about something"
          + " that only some commands need.",
      "",
      "Examples:",
      "  workcell doctor",
      "  workcell doctor --json"
    })
final class DoctorCommand implements Callable<Integer> {

  /**
   * The whole answer in JSON.
   *
   * @param ok whether nothing needed is broken
   */
  private record Diagnosis(boolean ok, List<Finding> checks) {}

  private final Supplier<TaskRegistry> registry;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  DoctorCommand(Supplier<TaskRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Integer call() {
    List<Finding> findings = new DoctorChecks(registry, System.getenv()).run();
    boolean ok = findings.stream().noneMatch(Finding::broken);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(Json.pretty(new Diagnosis(ok, findings)));
    } else {
      findings.forEach(finding -> out.println(finding.line()));
    }
    out.flush();
    return ok ? ExitStatus.OK : ExitStatus.TARGET_MISSED;
  }
}
