package org.workcell.cli;

import java.time.Duration;
import java.util.List;
import org.workcell.evaluation.Manifest;
import org.workcell.evaluation.NetworkSettings;
import org.workcell.evaluation.PolicySource;
import org.workcell.evaluation.TimeLimit;
import org.workcell.policies.ComputeDevice;
import org.workcell.policies.InferenceOptions;
import org.workcell.sim.files.BadInputException;
import picocli.CommandLine.Option;

/** The options that say who acts; absent ones are null. */
final class PolicyArguments {

  @Option(
      names = "--policy",
      paramLabel = "NAME|FILE.pt",
      description =
          "The policy to run: expert (default), random, zero, a TorchScript file, socket://PATH for"
              + " a policy in another process, or a policy of another jar, see --suites.")
  private String policy;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|cuda[:N]",
      description =
          "Device of a network (default: WORKCELL_DEVICE, else CUDA where there is a device).")
  private String device;

  @Option(
      names = "--padded-batch-size",
      paramLabel = "N",
      description =
          "Rows of every batch that a network receives; missing rows are zeros (default: "
              + "8). Results do not depend on --workers, but their last bits may depend on "
              + "this.")
  private Integer paddedRows;

  @Option(
      names = "--execute-steps",
      paramLabel = "N",
      description =
          "Actions to execute from each chunk before the policy is queried again (default: all).")
  private Integer playedSteps;

  @Option(
      names = "--policy-timeout",
      paramLabel = "SECONDS",
      description =
          "Seconds that one answer of the policy may take before the run stops (default: 10)."
              + " Results do not depend on it.")
  private Double timeoutSeconds;

  /**
   * How a network other than the policy is asked; loads libtorch.
   *
   * @throws BadInputException if there is no such device, or no libtorch
   */
  InferenceOptions inference() {
    try {
      return new InferenceOptions(
          ComputeDevice.choose(device), paddedRows == null ? 0 : paddedRows);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  /**
   * The time limit of the policy.
   *
   * @throws BadInputException if it is not possible
   */
  Duration timeout() {
    if (timeoutSeconds == null) {
      return TimeLimit.STANDARD;
    }
    if (!(timeoutSeconds > 0 && timeoutSeconds <= TimeLimit.LONGEST.toSeconds())) {
      throw new BadInputException(
          "--policy-timeout must be above 0 and at most %d seconds, not %s"
              .formatted(TimeLimit.LONGEST.toSeconds(), timeoutSeconds));
    }
    return Duration.ofNanos(Math.round(timeoutSeconds * 1e9));
  }

  /**
   * The policy that is meant.
   *
   * @param earlier the run to be resumed, or null
   * @param standard who acts where nobody is named
   * @param listedTasks ids of the tasks of the benchmark or suite that is run; see {@link
   *     TaskSelection#listed}
   */
  PolicySource source(Manifest earlier, String standard, List<String> listedTasks) {
    NetworkSettings given = new NetworkSettings(device, paddedRows, playedSteps, listedTasks);
    if (earlier == null || policy != null && !policy.equals(earlier.policy())) {
      return PolicySource.parse(policy == null ? standard : policy, given);
    }
    Manifest.Network had = earlier.network();
    if (had == null) {
      return PolicySource.parse(earlier.policy(), given);
    }
    return PolicySource.parse(
        earlier.policy(),
        new NetworkSettings(
            device == null ? had.device() : device,
            paddedRows == null ? had.paddedRows() : paddedRows,
            playedSteps == null ? (Integer) had.playedSteps() : playedSteps,
            listedTasks));
  }
}
