package org.workcell.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.workcell.evaluation.BadInputException;
import org.workcell.evaluation.Json;
import org.workcell.evaluation.NetworkSettings;
import org.workcell.evaluation.PolicySource;
import org.workcell.perf.PerfOptions;
import org.workcell.perf.RolloutMeasurement;
import org.workcell.perf.RolloutReport;
import org.workcell.policies.ComputeDevice;
import org.workcell.policies.InferenceOptions;
import org.workcell.policies.UntrainedPolicy;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.TaskRegistry;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim.policy.Policy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures policy rollout. */
@Command(
    name = "rollout",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Roll a policy out, half of the environments being simulated while the policy chooses for"
            + " the other half, in turns of half a second with a floor that only simulates.",
    footer = {"", "Exit status: 0 done, 2 bad input."})
final class PerfRolloutCommand implements Callable<Integer> {

  private static final String MLP = "mlp";
  private static final List<Integer> HIDDEN_SIZES = List.of(256, 256);

  private final Supplier<TaskRegistry> registry;

  @Spec private CommandSpec spec;

  @Mixin private PerfArguments arguments;

  @Option(
      names = "--policy",
      defaultValue = MLP,
      paramLabel = "NAME|FILE.pt",
      description =
          "Who acts: mlp (default; two hidden layers of 256 with first weights, a Gaussian head),"
              + " random, zero, expert, or a TorchScript file.")
  private String policy;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "Where a network runs: auto (default), cpu, cuda or cuda:N.")
  private String device;

  PerfRolloutCommand(Supplier<TaskRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    RolloutReport report = measure(arguments.options(registry.get()));
    if (arguments.json) {
      out.print(Json.pretty(report));
    } else {
      print(report, out);
    }
    out.flush();
    return ExitStatus.OK;
  }

  private RolloutReport measure(PerfOptions options) {
    try {
      boolean network = policy.equals(MLP) || policy.endsWith(PolicySource.NETWORK_ENDING);
      ComputeDevice place = network ? ComputeDevice.choose(device) : ComputeDevice.CPU;
      try (Policy chosen = newPolicy(options, place, network)) {
        return RolloutMeasurement.run(options, chosen, place.label());
      }
    } catch (ModelException | IllegalArgumentException | IllegalStateException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private Policy newPolicy(PerfOptions options, ComputeDevice place, boolean network) {
    EnvironmentSpec task = spec(options);
    if (policy.equals(MLP)) {
      return UntrainedPolicy.gaussianMlp(
          task.task().layout(), HIDDEN_SIZES, 0, InferenceOptions.on(place));
    }
    int half = (options.count() + 1) / 2;
    NetworkSettings settings =
        network ? new NetworkSettings(place.label(), half, null) : NetworkSettings.NONE;
    return PolicySource.parse(policy, settings).newPolicy(options.task(), task);
  }

  private static EnvironmentSpec spec(PerfOptions options) {
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      return factory.newEnvironment(options.task(), options.environment()).spec();
    }
  }

  private static void print(RolloutReport report, PrintWriter out) {
    out.printf("policy                     %s on %s%n", report.policy(), report.device());
    out.printf("ratio runner/floor         %10.3f%n", report.ratio());
    out.printf("env steps per second       %10.0f%n", report.envStepsPerSecond());
    out.printf("floor steps per second     %10.0f%n", report.floorStepsPerSecond());
    out.printf("CPU per step               %10.1f microseconds%n", report.cpuMicrosecondsPerStep());
    out.printf("heap allocated per step    %10.1f bytes%n", report.bytesAllocatedPerStep());
    out.printf("workers simulate           %10.1f %%%n", 100 * report.simulationShare());
    out.printf("workers wait               %10.1f %%%n", 100 * report.waitingShare());
    out.printf("policy chooses             %10.1f %% of the time%n", 100 * report.inferenceShare());
  }
}
