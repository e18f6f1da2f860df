package org.workcell.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;
import org.workcell.perf.PerfOptions;
import org.workcell.perf.StepMeasurement;
import org.workcell.perf.StepReport;
import org.workcell.sim.task.TaskRegistry;
import picocli.CommandLine.Command;

/** Measures stepping. */
@Command(
    name = "step",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure steps of environments with random actions.",
      "Turns of half a second alternate with a baseline that repeats the same commands on the same"
          + " states and threads with nothing but the engine calls of the upstream software. The"
          + " ratio is runner/baseline, the median over all turns."
    },
    footer = {"", "Exit status: 0 done, 2 bad input."})
final class PerfStepCommand extends PerfSubcommand<StepReport> {

  PerfStepCommand(Supplier<TaskRegistry> registry) {
    super(registry);
  }

  @Override
  StepReport measure(PerfOptions options) {
    return StepMeasurement.run(options);
  }

  @Override
  void print(StepReport report, PrintWriter out) {
    out.printf("ratio runner/floor         %10.3f%n", report.ratio());
    out.printf(
        "the same of CPU time       %10.3f (95 %% interval %.3f to %.3f, %d pairs of slices)%n",
        report.cpuRatio(),
        report.cpuRatioInterval().low(),
        report.cpuRatioInterval().high(),
        report.pairs());
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
