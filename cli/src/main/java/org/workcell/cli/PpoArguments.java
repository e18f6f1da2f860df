package org.workcell.cli;

import java.util.Arrays;
import java.util.Locale;
import org.workcell.sim.files.BadInputException;
import org.workcell.training.PpoOptions;
import picocli.CommandLine.Option;

/** The hyperparameters of PPO. */
final class PpoArguments {

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
  private int steps;

  @Option(
      names = "--gradient-steps",
      paramLabel = "N",
      defaultValue = "64",
      description = "Gradient steps of an update (default: ${DEFAULT-VALUE}).")
  private int gradientSteps;

  @Option(
      names = "--minibatch-size",
      paramLabel = "N",
      defaultValue = "800",
      description = "Steps of environments in one gradient step (default: ${DEFAULT-VALUE}).")
  private int batchRows;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      defaultValue = "0.001",
      description = "Learning rate of Adam (default: ${DEFAULT-VALUE}).")
  private double learningRate;

  @Option(
      names = "--clip",
      paramLabel = "R",
      defaultValue = "0.2",
      description = "Clip range of the probability ratio (default: ${DEFAULT-VALUE}).")
  private double clip;

  @Option(
      names = "--discount",
      paramLabel = "G",
      defaultValue = "0.97",
      description = "Discount of a step (default: ${DEFAULT-VALUE}).")
  private double discount;

  @Option(
      names = "--gae-lambda",
      paramLabel = "L",
      defaultValue = "0.95",
      description = "Lambda of generalized advantage estimation (default: ${DEFAULT-VALUE}).")
  private double trace;

  @Option(
      names = "--reward-scale",
      paramLabel = "R",
      defaultValue = "0.1",
      description = "Factor of rewards (default: ${DEFAULT-VALUE}).")
  private double rewardScale;

  @Option(
      names = "--entropy",
      paramLabel = "W",
      defaultValue = "0",
      description = "Weight of the entropy in the loss (default: ${DEFAULT-VALUE}).")
  private double entropy;

  @Option(
      names = "--initial-log-std",
      paramLabel = "D",
      defaultValue = "-0.5",
      description =
          "Logarithm of the first standard deviation of actions, in half ranges (default:"
              + " ${DEFAULT-VALUE}).")
  private double logDeviation;

  @Option(
      names = "--normalization",
      paramLabel = "running|first",
      defaultValue = "running",
      description =
          "Standardize observations by the moments of all experience so far, or of a first"
              + " collection (default: ${DEFAULT-VALUE}).")
  private String normalization;

  /** Options with these hyperparameters. */
  PpoOptions.Builder builder() {
    return PpoOptions.builder()
        .experience(environments, steps)
        .minibatches(gradientSteps, batchRows)
        .optimizer(learningRate, 0.5)
        .clipRange(clip)
        .advantages(discount, trace, rewardScale)
        .lossWeights(0.5, entropy)
        .firstLogDeviation(logDeviation)
        .normalization(normalization());
  }

  private PpoOptions.Normalization normalization() {
    return Arrays.stream(PpoOptions.Normalization.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(normalization))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "--normalization '%s' does not exist; use running or first"
                        .formatted(normalization)));
  }
}
