package org.workcell.sim2real.delta;

import java.util.Arrays;
import org.workcell.training.RegressionRows;

/** Inputs, labels and weights that grow; standardized when they are handed on. */
final class SampleRows {

  private final int inputs;
  private final int outputs;
  private double[] in = new double[0];
  private double[] out = new double[0];
  private double[] weight = new double[0];
  private int count;

  SampleRows(int inputs, int outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
  }

  int count() {
    return count;
  }

  /** Adds a row unless none of its labels counts. */
  void add(double[] input, double[] labels, double[] weights, int at) {
    boolean counts = false;
    for (int i = 0; i < outputs; i++) {
      counts |= weights[at + i] > 0;
    }
    if (!counts) {
      return;
    }
    if (in.length < (count + 1) * inputs) {
      int room = Math.max(1024, 2 * count);
      in = Arrays.copyOf(in, room * inputs);
      out = Arrays.copyOf(out, room * outputs);
      weight = Arrays.copyOf(weight, room * outputs);
    }
    System.arraycopy(input, 0, in, count * inputs, inputs);
    System.arraycopy(labels, at, out, count * outputs, outputs);
    System.arraycopy(weights, at, weight, count * outputs, outputs);
    count++;
  }

  /** Adds all rows of others. */
  void addAll(SampleRows other) {
    double[] input = new double[inputs];
    for (int row = 0; row < other.count; row++) {
      System.arraycopy(other.in, row * inputs, input, 0, inputs);
      double[] labels = Arrays.copyOfRange(other.out, row * outputs, (row + 1) * outputs);
      add(input, labels, Arrays.copyOfRange(other.weight, row * outputs, (row + 1) * outputs), 0);
    }
  }

  double[] means() {
    double[] means = new double[inputs];
    for (int i = 0; i < count * inputs; i++) {
      means[i % inputs] += in[i] / count;
    }
    return means;
  }

  double[] deviations(double[] means) {
    double[] squares = new double[inputs];
    for (int i = 0; i < count * inputs; i++) {
      double difference = in[i] - means[i % inputs];
      squares[i % inputs] += difference * difference / count;
    }
    for (int i = 0; i < inputs; i++) {
      squares[i] = squares[i] < 1e-16 ? 1 : Math.sqrt(squares[i]);
    }
    return squares;
  }

  /** Quantiles of each input. */
  double[] quantiles(double share) {
    double[] found = new double[inputs];
    double[] column = new double[count];
    for (int i = 0; i < inputs; i++) {
      for (int row = 0; row < count; row++) {
        column[row] = in[row * inputs + i];
      }
      Arrays.sort(column);
      found[i] = column[(int) Math.round(share * (count - 1))];
    }
    return found;
  }

  /** Weighted root mean squares of the labels. */
  double[] labelSizes() {
    double[] sizes = new double[outputs];
    for (int j = 0; j < outputs; j++) {
      double squares = 0;
      double sum = 0;
      for (int row = 0; row < count; row++) {
        double label = out[row * outputs + j];
        squares += weight[row * outputs + j] * label * label;
        sum += weight[row * outputs + j];
      }
      sizes[j] = sum == 0 ? 0 : Math.sqrt(squares / sum);
    }
    return sizes;
  }

  /** Mean weight of the labels, by which a mean of weighted squares is one of squares. */
  double meanWeight() {
    return Arrays.stream(weight, 0, count * outputs).average().orElse(Double.NaN);
  }

  /** Rows as a trainer takes them. */
  RegressionRows standardized(double[] means, double[] deviations, double[] scales) {
    float[] x = new float[count * inputs];
    float[] y = new float[count * outputs];
    float[] w = new float[count * outputs];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) ((in[i] - means[i % inputs]) / deviations[i % inputs]);
    }
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) (out[i] / scales[i % outputs]);
      w[i] = (float) weight[i];
    }
    return new RegressionRows(count, x, y, w);
  }
}
