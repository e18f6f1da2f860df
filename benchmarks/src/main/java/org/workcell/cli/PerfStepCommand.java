package org.workcell.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.workcell.evaluation.BadInputException;
import org.workcell.evaluation.Json;
import org.workcell.perf.PerfOptions;
import org.workcell.perf.StepMeasurement;
import org.workcell.perf.StepReport;
import org.workcell.sim.environment.TaskRegistry;
import org.workcell.sim.physics.ModelException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures stepping. */
@Command(
    name = "step",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Step environments with random actions, in turns of half a second with a floor that repeats"
            + " the same commands on the same states and threads with nothing but the engine calls"
            + " of the upstream software. Ratio is runner/floor, the median over all turns.",
    footer = {"", "Exit status: 0 done, 2 bad input."})
final class PerfStepCommand implements Callable<Integer> {

  private final Supplier<TaskRegistry> registry;

  @Spec private CommandSpec spec;

  @Mixin private PerfArguments arguments;

  PerfStepCommand(Supplier<TaskRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    StepReport report = measure(arguments.options(registry.get()));
    if (arguments.json) {
      out.print(Json.pretty(report));
    } else {
      print(report, out);
    }
    out.flush();
    return ExitStatus.OK;
  }

  private static StepReport measure(PerfOptions options) {
    try {
      return StepMeasurement.run(options);
    } catch (ModelException | IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private static void print(StepReport report, PrintWriter out) {
    out.printf("ratio runner/floor         %10.3f%n", report.ratio());
    out.printf("the same of CPU time       %10.3f%n", report.cpuRatio());
    out.printf("env steps per second       %10.0f%n", report.envStepsPerSecond());
    out.printf("floor steps per second     %10.0f%n", report.floorStepsPerSecond());
    out.printf("CPU per step               %10.1f microseconds%n", report.cpuMicrosecondsPerStep());
    out.printf("heap allocated per step    %10.3f bytes%n", report.bytesAllocatedPerStep());
    if (report.resetInSteps() != null) {
      out.printf("a reset costs              %10.1f steps%n", report.resetInSteps());
    }
    out.printf("floor reached same states  %10s%n", report.floorAgrees() ? "to the bit" : "no");
  }
}
