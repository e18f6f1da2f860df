package org.workcell.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.workcell.evaluation.NetworkSettings;
import org.workcell.evaluation.NetworkSource;
import org.workcell.evaluation.PolicySource;
import org.workcell.perf.PerfOptions;
import org.workcell.perf.RolloutMeasurement;
import org.workcell.perf.RolloutReport;
import org.workcell.policies.ComputeDevice;
import org.workcell.policies.InferenceOptions;
import org.workcell.policies.UntrainedPolicy;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.task.TaskRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures policy rollout. */
@Command(
    name = "rollout",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure rollouts of a policy.",
      "Half of the environments are simulated while the policy chooses actions for the other half."
          + " Turns of half a second alternate with a baseline that only simulates."
    },
    footer = {"", "Exit status: 0 done, 2 bad input."})
final class PerfRolloutCommand extends PerfSubcommand<RolloutReport> {

  private static final String MLP = "mlp";
  private static final List<Integer> HIDDEN_SIZES = List.of(256, 256);

  @Option(
      names = "--policy",
      defaultValue = MLP,
      paramLabel = "NAME|FILE.pt",
      description =
          "The policy to run: mlp (default; two hidden layers of 256 with first weights, a Gaussian"
              + " head), random, zero, expert, or a TorchScript file.")
  private String policy;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|cuda[:N]",
      description =
          "Device of a network (default: WORKCELL_DEVICE, else CUDA where there is a device).")
  private String device;

  @Mixin private ImageArguments imageArguments;

  PerfRolloutCommand(Supplier<TaskRegistry> registry) {
    super(registry);
  }

  @Override
  RolloutReport measure(PerfOptions options) {
    EnvironmentSpec task = spec(options);
    Optional<ImageOptions> images =
        imageArguments.options(null).map(each -> each.withWorkers(options.workers()));
    BatchLayout plain = task.task().layout();
    BatchLayout layout = images.map(each -> plain.withImages(each.blockSpecs())).orElse(plain);
    if (policy.equals(MLP)) {
      InferenceOptions inference = InferenceOptions.on(ComputeDevice.choose(device));
      Policy mlp = UntrainedPolicy.gaussianMlp(layout, HIDDEN_SIZES, 0, inference);
      return measure(options, images, mlp, inference.device());
    }
    PolicySource source = PolicySource.parse(policy, settings(options));
    ComputeDevice place =
        source instanceof NetworkSource network ? network.options().device() : ComputeDevice.CPU;
    return measure(options, images, source.newPolicy(options.task(), task, layout), place);
  }

  private static RolloutReport measure(
      PerfOptions options, Optional<ImageOptions> images, Policy policy, ComputeDevice place) {
    try (policy) {
      return RolloutMeasurement.run(options, images, policy, place.label());
    }
  }

  /** A network answers for half of the environments at a time. */
  private NetworkSettings settings(PerfOptions options) {
    boolean network = policy.endsWith(NetworkSource.ENDING);
    return network || device != null
        ? new NetworkSettings(device, network ? (options.count() + 1) / 2 : null, null)
        : NetworkSettings.NONE;
  }

  private static EnvironmentSpec spec(PerfOptions options) {
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      return factory.newEnvironment(options.task(), options.environment()).spec();
    }
  }

  @Override
  void print(RolloutReport report, PrintWriter out) {
    out.printf("policy                     %s on %s%n", report.policy(), report.device());
    out.printf("ratio runner/floor         %10.3f%n", report.ratio());
    out.printf("env steps per second       %10.0f%n", report.envStepsPerSecond());
    out.printf("floor steps per second     %10.0f%n", report.floorStepsPerSecond());
    out.printf("CPU per step               %10.1f microseconds%n", report.cpuMicrosecondsPerStep());
    out.printf("heap allocated per step    %10.1f bytes%n", report.bytesAllocatedPerStep());
    out.printf("workers simulate           %10.1f %%%n", 100 * report.simulationShare());
    out.printf("workers wait               %10.1f %%%n", 100 * report.waitingShare());
    out.printf("policy chooses             %10.1f %% of the time%n", 100 * report.inferenceShare());
    out.printf("images are drawn         %10.1f %% of the time%n", 100 * report.drawingShare());
  }
}
