package org.workcell.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.workcell.datasets.records.Json;
import org.workcell.perf.PerfOptions;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim.rendering.RenderingException;
import org.workcell.sim.task.TaskRegistry;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A measurement: takes the shared options, measures, and prints a table or JSON.
 *
 * @param <R> its report
 */
abstract class PerfSubcommand<R> implements Callable<Integer> {

  private final Supplier<TaskRegistry> registry;

  @Spec private CommandSpec spec;

  @Mixin private PerfArguments arguments;

  PerfSubcommand(Supplier<TaskRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public final Integer call() {
    R report = measureOrExplain(arguments.options(registry.get()));
    PrintWriter out = spec.commandLine().getOut();
    if (arguments.json) {
      out.print(Json.pretty(report));
    } else {
      Engine.load().difference().ifPresent(out::println);
      print(report, out);
    }
    out.flush();
    return ExitStatus.OK;
  }

  private R measureOrExplain(PerfOptions options) {
    try {
      return measure(options);
    } catch (ModelException
        | RenderingException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  /** Measures; what it throws is explained to the user in one line. */
  abstract R measure(PerfOptions options);

  /** Writes the table. */
  abstract void print(R report, PrintWriter out);
}
