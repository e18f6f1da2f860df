package org.workcell.training;

import java.util.List;
import org.workcell.policies.Mlp;

/**
 * How PPO trains. Immutable; start from {@link #builder}.
 *
 * @param seed determines first weights, episodes, actions and minibatches
 * @param environments simulated side by side
 * @param steps of each environment in one update
 * @param gradientSteps of each update
 * @param minibatchRows rows of each gradient step, drawn with replacement
 * @param learningRate of Adam
 * @param gradientNorm to which gradients are cut
 * @param clipRange how far the ratio of probabilities may leave 1
 * @param discount of a step
 * @param trace lambda of the advantages
 * @param rewardScale what rewards are multiplied with
 * @param valueWeight of the critic's squared error in the loss
 * @param entropyWeight of the entropy in the loss
 * @param hiddenSizes units of the hidden layers of actor and critic
 * @param activation between layers
 * @param firstLogDeviation logarithm of the first standard deviation of actions, in half ranges of
 *     the action's box
 * @param normalization how observations are standardized
 * @param oneHotTasks the tasks that actor and critic are told apart by a code; none where empty
 * @param instructionSize elements of the hashed instruction that they get; 0 for none
 */
public record PpoOptions(
    long seed,
    int environments,
    int steps,
    int gradientSteps,
    int minibatchRows,
    double learningRate,
    double gradientNorm,
    double clipRange,
    double discount,
    double trace,
    double rewardScale,
    double valueWeight,
    double entropyWeight,
    List<Integer> hiddenSizes,
    Mlp.Activation activation,
    double firstLogDeviation,
    Normalization normalization,
    List<String> oneHotTasks,
    int instructionSize) {

  private static final int MOST_ROWS = 1 << 22;

  /** How observations are standardized. */
  public enum Normalization {
    /** With the moments of a first collection, which teaches nothing else. */
    FIRST,
    /** With the moments of all collections so far, changed after each update. */
    RUNNING,
    /** As the policy does that training starts from. */
    KEPT
  }

  /** Checks the numbers. */
  public PpoOptions {
    hiddenSizes = List.copyOf(hiddenSizes);
    oneHotTasks = List.copyOf(oneHotTasks);
    requireAtLeast("seed", seed, 0);
    requireAtLeast("environments", environments, 1);
    requireAtLeast("steps", steps, 1);
    requireAtLeast("gradient steps", gradientSteps, 1);
    requireAtLeast("minibatch rows", minibatchRows, 2);
    requireAtLeast("instruction size", instructionSize, 0);
    requireFinite("reward scale", rewardScale);
    requireFinite("value weight", valueWeight);
    requireFinite("entropy weight", entropyWeight);
    requireFinite("first log deviation", firstLogDeviation);
    requirePositive("learning rate", learningRate);
    requirePositive("gradient norm", gradientNorm);
    requirePositive("clip range", clipRange);
    requireShare("discount", discount);
    requireShare("trace", trace);
    // Environments start with seeds from seed * 2^32 on, which must not be negative.
    requireAtMost("seed", seed, Integer.MAX_VALUE);
    requireAtMost("environments times steps", (long) environments * steps, MOST_ROWS);
    requireAtMost("minibatch rows", minibatchRows, MOST_ROWS);
  }

  private static void requireAtLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be %d or more, not %d".formatted(name, least, value));
    }
  }

  private static void requireAtMost(String name, long value, long most) {
    if (value > most) {
      throw new IllegalArgumentException(
          "%s must be %d at most, not %d".formatted(name, most, value));
    }
  }

  private static void requireFinite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "%s must be a finite number, not %s".formatted(name, value));
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || !Double.isFinite(value)) {
      throw new IllegalArgumentException("%s must be positive, not %s".formatted(name, value));
    }
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("%s must be 0 to 1, not %s".formatted(name, value));
    }
  }

  /** Starts from values that solve the easier tasks of the suites. */
  public static Builder builder() {
    return new Builder();
  }

  /** Options while they are put together. */
  public static final class Builder {

    private long seed = 1;
    private int environments = 64;
    private int steps = 100;
    private int gradientSteps = 64;
    private int minibatchRows = 800;
    private double learningRate = 1e-3;
    private double gradientNorm = 0.5;
    private double clipRange = 0.2;
    private double discount = 0.97;
    private double trace = 0.95;
    private double rewardScale = 0.1;
    private double valueWeight = 0.5;
    private double entropyWeight;
    private List<Integer> hiddenSizes = List.of(64, 64);
    private Mlp.Activation activation = Mlp.Activation.TANH;
    private double firstLogDeviation = -0.5;
    private Normalization normalization = Normalization.RUNNING;
    private List<String> oneHotTasks = List.of();
    private int instructionSize;

    private Builder() {}

    /** Determines everything that is drawn; 1 unless chosen. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** Environments side by side (64) and steps of each in one update (100). */
    public Builder experience(int environmentCount, int stepCount) {
      environments = environmentCount;
      steps = stepCount;
      return this;
    }

    /** Gradient steps of an update (64) and rows of each (800). */
    public Builder minibatches(int count, int rows) {
      gradientSteps = count;
      minibatchRows = rows;
      return this;
    }

    /** Learning rate of Adam (0.001) and the norm to which gradients are cut (0.5). */
    public Builder optimizer(double rate, double mostNorm) {
      learningRate = rate;
      gradientNorm = mostNorm;
      return this;
    }

    /** How far the ratio of probabilities may leave 1 (0.2). */
    public Builder clipRange(double range) {
      clipRange = range;
      return this;
    }

    /** Discount of a step (0.97), lambda of the advantages (0.95), factor of rewards (0.1). */
    public Builder advantages(double perStep, double lambda, double factorOfRewards) {
      discount = perStep;
      trace = lambda;
      rewardScale = factorOfRewards;
      return this;
    }

    /** Weights of the critic's error (0.5) and of the entropy (0) in the loss. */
    public Builder lossWeights(double ofValues, double ofEntropy) {
      valueWeight = ofValues;
      entropyWeight = ofEntropy;
      return this;
    }

    /** Hidden layers of actor and critic (64, 64) and what stands between them (tanh). */
    public Builder network(List<Integer> units, Mlp.Activation between) {
      hiddenSizes = units;
      activation = between;
      return this;
    }

    /** Logarithm of the first standard deviation of actions, in half ranges (-0.5). */
    public Builder firstLogDeviation(double value) {
      firstLogDeviation = value;
      return this;
    }

    /** How observations are standardized (running). */
    public Builder normalization(Normalization choice) {
      normalization = choice;
      return this;
    }

    /** Tells tasks apart by a code in this order (no code). */
    public Builder oneHot(List<String> tasks) {
      oneHotTasks = tasks;
      return this;
    }

    /** Gives the hashed instruction in so many elements (0: not at all). */
    public Builder instruction(int size) {
      instructionSize = size;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if a number is not possible
     */
    public PpoOptions build() {
      return new PpoOptions(
          seed,
          environments,
          steps,
          gradientSteps,
          minibatchRows,
          learningRate,
          gradientNorm,
          clipRange,
          discount,
          trace,
          rewardScale,
          valueWeight,
          entropyWeight,
          hiddenSizes,
          activation,
          firstLogDeviation,
          normalization,
          oneHotTasks,
          instructionSize);
    }
  }
}
