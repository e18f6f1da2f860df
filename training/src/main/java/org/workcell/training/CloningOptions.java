package org.workcell.training;

import java.util.List;
import org.workcell.policies.Mlp;

/**
 * How behaviour cloning trains. Immutable; start from {@link #builder}.
 *
 * @param seed determines first weights, split and order of rows
 * @param epochs passes over the training rows
 * @param batchRows rows of each gradient step
 * @param learningRate of Adam, at the start
 * @param schedule how the learning rate goes on
 * @param weightDecay decoupled, of matrices only; 0 for none
 * @param gradientNorm to which gradients are cut
 * @param loss what is minimized
 * @param hiddenSizes units of the hidden layers
 * @param activation between layers
 * @param validationShare share of the episodes that are only validated on, 0 to 0.5
 * @param patience epochs without a better validation loss after which training stops and the best
 *     weights are taken; 0 to train all epochs and keep the last weights
 * @param chunkSteps actions that the network plans at once
 */
public record CloningOptions(
    long seed,
    int epochs,
    int batchRows,
    double learningRate,
    Schedule schedule,
    double weightDecay,
    double gradientNorm,
    Loss loss,
    List<Integer> hiddenSizes,
    Mlp.Activation activation,
    double validationShare,
    int patience,
    int chunkSteps) {

  private static final int MOST_CHUNK_STEPS = 1000;

  private static final int MOST_BATCH_ROWS = 1 << 20;

  /** What is minimized. */
  public enum Loss {
    /** The mean squared error of the actions. */
    MSE,
    /** The mean negative log density of a normal distribution, per action element. */
    NLL
  }

  /** How the learning rate goes on. */
  public enum Schedule {
    /** It stays. */
    CONSTANT {
      @Override
      double factor(double done) {
        return 1;
      }
    },
    /** Half a cosine, down to zero at the end (Loshchilov and Hutter 2017). */
    COSINE {
      @Override
      double factor(double done) {
        return 0.5 * (1 + StrictMath.cos(Math.PI * done));
      }
    };

    /** Of the first learning rate, when so much of all steps is done. */
    abstract double factor(double done);
  }

  /** Checks the numbers. */
  public CloningOptions {
    hiddenSizes = List.copyOf(hiddenSizes);
    requireAtLeast("seed", seed, 0);
    requireAtLeast("epochs", epochs, 1);
    requireAtLeast("batch rows", batchRows, 1);
    requireAtLeast("patience", patience, 0);
    requireAtLeast("chunk steps", chunkSteps, 1);
    if (chunkSteps > MOST_CHUNK_STEPS || batchRows > MOST_BATCH_ROWS) {
      throw new IllegalArgumentException(
          "chunks have %d actions at most, not %d, and batches %d rows, not %d"
              .formatted(MOST_CHUNK_STEPS, chunkSteps, MOST_BATCH_ROWS, batchRows));
    }
    requirePositive("learning rate", learningRate);
    requirePositive("gradient norm", gradientNorm);
    if (!(weightDecay >= 0 && weightDecay * learningRate < 1)) {
      throw new IllegalArgumentException(
          "weight decay must be 0 or more and less than 1 over the learning rate, not "
              + weightDecay);
    }
    if (!(validationShare >= 0 && validationShare <= 0.5)) {
      throw new IllegalArgumentException(
          "the validation share must be 0 to 0.5, not " + validationShare);
    }
    if (patience > 0 && validationShare == 0) {
      throw new IllegalArgumentException(
          "patience needs episodes to validate on; give a validation share above 0");
    }
  }

  private static void requireAtLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be %d or more, not %d".formatted(name, least, value));
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || !Double.isFinite(value)) {
      throw new IllegalArgumentException("%s must be positive, not %s".formatted(name, value));
    }
  }

  /** Starts from values that clone the scripted experts of the easier tasks. */
  public static Builder builder() {
    return new Builder();
  }

  /** Options while they are put together. */
  public static final class Builder {

    private long seed = 1;
    private int epochs = 100;
    private int batchRows = 256;
    private double learningRate = 1e-3;
    private Schedule schedule = Schedule.COSINE;
    private double weightDecay;
    private double gradientNorm = 1;
    private Loss loss = Loss.MSE;
    private List<Integer> hiddenSizes = List.of(256, 256);
    private Mlp.Activation activation = Mlp.Activation.RELU;
    private double validationShare = 0.1;
    private int patience;
    private int chunkSteps = 1;

    private Builder() {}

    /** Determines everything that is drawn; 1 unless chosen. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** Passes over the training rows (100) and rows of a gradient step (256). */
    public Builder epochs(int passes, int rowsOfAStep) {
      epochs = passes;
      batchRows = rowsOfAStep;
      return this;
    }

    /** First learning rate (0.001) and how it goes on (cosine). */
    public Builder learningRate(double first, Schedule course) {
      learningRate = first;
      schedule = course;
      return this;
    }

    /** Weight decay of matrices (0) and the norm to which gradients are cut (1). */
    public Builder regularization(double decay, double mostNorm) {
      weightDecay = decay;
      gradientNorm = mostNorm;
      return this;
    }

    /** What is minimized (the squared error). */
    public Builder loss(Loss choice) {
      loss = choice;
      return this;
    }

    /** Hidden layers (256, 256) and what stands between them (rectifiers). */
    public Builder network(List<Integer> units, Mlp.Activation between) {
      hiddenSizes = units;
      activation = between;
      return this;
    }

    /**
     * Share of episodes to validate on (0.1), and epochs without progress to stop after (never).
     */
    public Builder validation(double share, int epochsWithoutProgress) {
      validationShare = share;
      patience = epochsWithoutProgress;
      return this;
    }

    /** Actions that the network plans at once (1). */
    public Builder chunkSteps(int steps) {
      chunkSteps = steps;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if a number is not possible
     */
    public CloningOptions build() {
      return new CloningOptions(
          seed,
          epochs,
          batchRows,
          learningRate,
          schedule,
          weightDecay,
          gradientNorm,
          loss,
          hiddenSizes,
          activation,
          validationShare,
          patience,
          chunkSteps);
    }
  }
}
