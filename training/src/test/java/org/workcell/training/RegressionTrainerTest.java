package org.workcell.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workcell.policies.testing.Models;

class RegressionTrainerTest {

  private static final RegressionShape SHAPE =
      new RegressionShape(List.of(new int[] {0, 2}, new int[] {1, 2}), 2, List.of(12));

  @BeforeEach
  void needLibtorch() {
    Models.needLibtorch();
  }

  /** Two functions, each of one input of its own and a common one. */
  private static RegressionRows rows(int count, long seed) {
    Random random = new Random(seed);
    float[] inputs = new float[3 * count];
    float[] targets = new float[2 * count];
    float[] weights = new float[2 * count];
    for (int row = 0; row < count; row++) {
      for (int i = 0; i < 3; i++) {
        inputs[3 * row + i] = (float) random.nextGaussian();
      }
      targets[2 * row] = (float) Math.tanh(2 * inputs[3 * row] + inputs[3 * row + 2]);
      targets[2 * row + 1] = Math.abs(inputs[3 * row + 1]);
      // Rows without weight say nonsense.
      boolean counts = row % 5 != 0;
      targets[2 * row + 1] += counts ? 0 : 100;
      weights[2 * row] = 1;
      weights[2 * row + 1] = counts ? 1 : 0;
    }
    return new RegressionRows(count, inputs, targets, weights);
  }

  private static RegressionTrainer trainer() {
    return new RegressionTrainer(SHAPE, 3, RegressionOptions.usual(7));
  }

  @Test
  void learnsWithWeightsAndSeedsDetermineIt() {
    double[][] weights = new double[2][];
    for (int run = 0; run < 2; run++) {
      try (RegressionTrainer trainer = trainer()) {
        RegressionRows validation = rows(200, 2);
        double before = trainer.loss(validation);
        RegressionTrainer.Result result = trainer.fit(rows(800, 1), validation, 60, 1e-2);
        assertTrue(result.validationLoss() < 0.15 * before, "from " + before + " to " + result);
        assertEquals(result.validationLoss(), trainer.loss(validation), 1e-9);
        weights[run] = trainer.weights().weights().get(0);
      }
    }
    assertArrayEquals(weights[0], weights[1]);
  }

  /** The dense layers compute what the groups do. */
  @Test
  void denseLayersAreTheNetwork() {
    try (RegressionTrainer trainer = trainer()) {
      RegressionRows rows = rows(100, 3);
      RegressionWeights dense = trainer.weights();
      assertEquals(0, dense.weights().get(0)[1], "the first group does not read input 1");
      double sum = 0;
      for (int row = 0; row < rows.count(); row++) {
        double[] values = new double[3];
        for (int i = 0; i < 3; i++) {
          values[i] = rows.inputs()[3 * row + i];
        }
        double[] hidden = layer(dense, 0, values);
        Arrays.setAll(hidden, i -> Math.tanh(hidden[i]));
        double[] outputs = layer(dense, 1, hidden);
        for (int i = 0; i < 2; i++) {
          double error = outputs[i] - rows.targets()[2 * row + i];
          sum += rows.weights()[2 * row + i] * error * error;
        }
      }
      assertEquals(sum / 200, trainer.loss(rows), 1e-3 * sum / 200);
    }
  }

  private static double[] layer(RegressionWeights dense, int number, double[] inputs) {
    double[] weights = dense.weights().get(number);
    double[] outputs = dense.biases().get(number).clone();
    for (int o = 0; o < outputs.length; o++) {
      for (int i = 0; i < inputs.length; i++) {
        outputs[o] += weights[o * inputs.length + i] * inputs[i];
      }
    }
    return outputs;
  }

  /** Steps along the gradient of the squares bring what steps of the loss bring. */
  @Test
  void followsGradientsOfOthers() {
    try (RegressionTrainer trainer = trainer()) {
      float[] inputs = {1, -1, 0.5f};
      RegressionRows row = new RegressionRows(1, inputs, new float[] {2, -2}, new float[] {1, 1});
      double before = trainer.loss(row);
      for (int i = 0; i < 200; i++) {
        RegressionWeights dense = trainer.weights();
        double[] hidden = layer(dense, 0, new double[] {1, -1, 0.5});
        Arrays.setAll(hidden, k -> Math.tanh(hidden[k]));
        double[] outputs = layer(dense, 1, hidden);
        float[] gradients = {(float) (outputs[0] - 2), (float) (outputs[1] + 2)};
        trainer.follow(1, inputs, gradients, 0.02);
      }
      assertTrue(trainer.loss(row) < 1e-2 * before, "loss " + trainer.loss(row));
      trainer.keep();
      double kept = trainer.loss(row);
      trainer.follow(1, inputs, new float[] {1, 1}, 0.5);
      trainer.restore();
      assertEquals(kept, trainer.loss(row), 1e-9);
    }
  }

  @Test
  void refusesGroupsThatDoNotFit() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new RegressionShape(List.of(new int[] {0}, new int[] {1, 2}), 2, List.of(4)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RegressionRows(2, new float[3], new float[2], new float[2]));
  }
}
