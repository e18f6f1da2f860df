package org.workcell.training;

import ai.djl.nn.Block;
import org.workcell.policies.Standardizer;

/**
 * Mean and deviation of each element of the rows seen so far, by the pairwise update of Chan, Golub
 * and LeVeque (1979), so that rows can come in parts. One thread at a time.
 */
public final class RunningMoments {

  private final double[] mean;
  private final double[] squares;
  private long count;

  /** Moments of rows of so many elements; nothing seen. */
  public RunningMoments(int size) {
    this.mean = new double[size];
    this.squares = new double[size];
  }

  /** Adds rows, [row][element]. */
  public void add(float[] rows) {
    int size = mean.length;
    int added = rows.length / size;
    if (added < 1 || rows.length % size != 0) {
      throw new IllegalArgumentException(
          "%d numbers are no rows of %d elements".formatted(rows.length, size));
    }
    double total = count + added;
    for (int i = 0; i < size; i++) {
      double sum = 0;
      for (int row = 0; row < added; row++) {
        sum += rows[row * size + i];
      }
      double newMean = sum / added;
      double newSquares = 0;
      for (int row = 0; row < added; row++) {
        double difference = rows[row * size + i] - newMean;
        newSquares += difference * difference;
      }
      double shift = newMean - mean[i];
      mean[i] += shift * added / total;
      squares[i] += newSquares + shift * shift * count * added / total;
    }
    count += added;
  }

  /** Number of rows seen. */
  public long count() {
    return count;
  }

  /** The mean of each element. */
  public double[] means() {
    return mean.clone();
  }

  /** The standard deviation of each element, of the rows as a whole population. */
  public double[] deviations() {
    double[] deviations = new double[mean.length];
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] = count == 0 ? 0 : Math.sqrt(squares[i] / count);
    }
    return deviations;
  }

  /** Makes the normalizers of a network expect such rows. */
  public void applyTo(Block network) {
    Standardizer.set(network, mean, deviations());
  }

  void save(Checkpoint.Writer writer, String name) {
    writer.putLongs(name + "/count", count);
    writer.putDoubles(name + "/mean", mean);
    writer.putDoubles(name + "/squares", squares);
  }

  void load(Checkpoint checkpoint, String name) {
    double[] savedMean = checkpoint.doubles(name + "/mean", mean.length);
    double[] savedSquares = checkpoint.doubles(name + "/squares", mean.length);
    count = checkpoint.longs(name + "/count", 1)[0];
    System.arraycopy(savedMean, 0, mean, 0, mean.length);
    System.arraycopy(savedSquares, 0, squares, 0, squares.length);
  }
}
