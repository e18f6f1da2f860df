package org.workcell.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.workcell.policies.ExportedPolicy;
import org.workcell.sim.files.BadInputException;
import org.workcell.training.PpoOptions;
import picocli.CommandLine.Option;

/** The hyperparameters of fine-tuning; absent ones are null. */
final class FinetuneArguments {

  private static final double SMALL_RATE = 3e-4;

  @Option(
      names = "--envs",
      paramLabel = "N",
      defaultValue = "64",
      description = "Number of environments (default: ${DEFAULT-VALUE}).")
  private int environments;

  @Option(
      names = "--rollout-steps",
      paramLabel = "N",
      defaultValue = "100",
      description = "Steps of each environment in one update (default: ${DEFAULT-VALUE}).")
  private int rolloutSteps;

  @Option(
      names = "--gradient-steps",
      paramLabel = "N",
      description = "Gradient steps of an update (default: the policy's own, or 64).")
  private Integer gradientSteps;

  @Option(
      names = "--minibatch-size",
      paramLabel = "N",
      description = "Rows in one gradient step (default: the policy's own, or 800).")
  private Integer batchRows;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description = "Learning rate of Adam (default: 0.0003).")
  private Double learningRate;

  @Option(
      names = "--clip",
      paramLabel = "R",
      description = "Clip range of the probability ratio (default: 0.2).")
  private Double clip;

  @Option(
      names = "--discount",
      paramLabel = "G",
      description = "Discount of a step (default: the policy's own, or 0.97).")
  private Double discount;

  @Option(
      names = "--gae-lambda",
      paramLabel = "L",
      description =
          "Lambda of generalized advantage estimation (default: the policy's own, or 0.95).")
  private Double trace;

  @Option(
      names = "--reward-scale",
      paramLabel = "R",
      description = "Factor of rewards (default: the policy's own, or 0.1).")
  private Double rewardScale;

  @Option(
      names = "--initial-log-std",
      paramLabel = "D",
      defaultValue = "-1",
      description =
          "Logarithm of the first standard deviation of actions, in half ranges, of a policy"
              + " without a checkpoint beside it (default: ${DEFAULT-VALUE}).")
  private double logDeviation;

  /** How many steps all environments take in an update. */
  long stepsOfUpdate() {
    return Math.max(1, (long) environments * rolloutSteps);
  }

  /**
   * Options for a policy.
   *
   * @param trained how it was trained; null where nobody knows
   */
  PpoOptions options(ExportedPolicy policy, PpoOptions trained, long seed) {
    PpoOptions usual = trained == null ? PpoOptions.builder().build() : trained;
    return PpoOptions.builder()
        .seed(seed)
        .experience(environments, rolloutSteps)
        .minibatches(or(gradientSteps, usual.gradientSteps()), or(batchRows, usual.minibatchRows()))
        .optimizer(or(learningRate, SMALL_RATE), usual.gradientNorm())
        .clipRange(or(clip, usual.clipRange()))
        .advantages(
            or(discount, usual.discount()),
            or(trace, usual.trace()),
            or(rewardScale, usual.rewardScale()))
        .lossWeights(usual.valueWeight(), usual.entropyWeight())
        .network(policy.layers().hiddenSizes(), policy.layers().activation())
        .firstLogDeviation(logDeviation)
        .normalization(PpoOptions.Normalization.KEPT)
        .oneHot(policy.blocks().hasOneHot() ? policy.blocks().tasks() : List.of())
        .instruction(policy.blocks().hasInstruction() ? policy.blocks().instructionSize() : 0)
        .build();
  }

  private static <T> T or(T given, T usual) {
    return given == null ? usual : given;
  }

  /** The manifest's options of PPO beside a policy; null where there are none. */
  static PpoOptions trained(Path policy) {
    TrainingFiles files = TrainingFiles.of(policy);
    return Files.isRegularFile(files.manifest()) ? files.readManifest().ppo() : null;
  }

  /**
   * Refuses an environment that says nothing of a setting that the policy was trained with, such as
   * its control rate.
   *
   * @param settings of the environment that were given
   */
  static void requireSettings(Path policy, Map<String, String> settings) {
    TrainingFiles files = TrainingFiles.of(policy);
    if (!Files.isRegularFile(files.manifest())) {
      return;
    }
    TrainingManifest.EnvironmentChoice trained = files.readManifest().environment();
    if (trained == null || trained.settings() == null) {
      return;
    }
    List<String> missing =
        trained.settings().entrySet().stream()
            .filter(setting -> !settings.containsKey(setting.getKey()))
            .map(setting -> "--set %s=%s".formatted(setting.getKey(), setting.getValue()))
            .toList();
    if (!missing.isEmpty()) {
      throw new BadInputException(
          "%s was trained with %s; give the same, or another value"
              .formatted(policy, String.join(" ", missing)));
    }
  }
}
