package org.workcell.policies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.workcell.policies.testing.Models;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;

class DistributionsTest {

  private static final BlockSpec ACTION =
      BlockSpec.vector("action", DataType.FLOAT64, new double[] {-1, 0}, new double[] {1, 10});

  @Test
  void tokensAreBinsAndValuesTheirCentres() {
    ActionTokens tokens = new ActionTokens(ACTION, 5, 2);
    assertEquals(4, tokens.tokensPerAnswer());
    assertEquals(20, tokens.logitsPerAnswer());
    assertEquals(-0.8, tokens.value(0, 0), 1e-12);
    assertEquals(9, tokens.value(1, 4), 1e-12);
    assertEquals(2, tokens.token(0, 0));
    assertEquals(2, tokens.token(1, 4.0));
    assertEquals(1, tokens.token(1, 3.99));
  }

  @Test
  void tokensOfTheirOwnValuesAndOfValuesOutOfBounds() {
    ActionTokens tokens = new ActionTokens(ACTION, 256, 1);
    for (int element = 0; element < 2; element++) {
      for (int token = 0; token < 256; token++) {
        assertEquals(token, tokens.token(element, tokens.value(element, token)));
      }
      assertEquals(0, tokens.token(element, -1e9));
      assertEquals(255, tokens.token(element, 1e9));
    }
  }

  @Test
  void tokensNeedBounds() {
    BlockSpec free = BlockSpec.vector("action", DataType.FLOAT64, 2, -1, Double.POSITIVE_INFINITY);
    assertThrows(IllegalArgumentException.class, () -> new ActionTokens(free, 8, 1));
    assertThrows(IllegalArgumentException.class, () -> new ActionTokens(ACTION, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new ActionTokens(ACTION, 8, 0));
  }

  @Test
  void logProbabilityOfTokensIsTheSumOverTokens() {
    Models.needLibtorch();
    ActionTokens tokens = new ActionTokens(ACTION, 2, 1);
    try (NDManager manager = Libtorch.newManager(ComputeDevice.CPU)) {
      // Odds 1:3 and 1:1, then 3:1 and 1:4.
      float[][] logits = {
        {0, (float) Math.log(3), 5, 5}, {(float) Math.log(3), 0, 0, (float) Math.log(4)}
      };
      NDArray chosen =
          manager.create(new long[] {1, 0, 1, 1}, new ai.djl.ndarray.types.Shape(2, 2));
      float[] logs = tokens.logProbability(manager.create(logits), chosen).toFloatArray();
      assertEquals(Math.log(0.75 * 0.5), logs[0], 1e-6);
      assertEquals(Math.log(0.25 * 0.8), logs[1], 1e-6);
    }
  }

  @Test
  void logProbabilityOfNormalActions() {
    Models.needLibtorch();
    try (NDManager manager = Libtorch.newManager(ComputeDevice.CPU)) {
      NDArray actions = manager.create(new float[][] {{1, 2}, {0.5f, -1}});
      NDArray mean = manager.create(new float[][] {{0, 2}, {0, 0}});
      NDArray logDeviation = manager.create(new float[] {0, (float) Math.log(2)});
      float[] logs = DiagonalGaussian.logProbability(actions, mean, logDeviation).toFloatArray();
      assertEquals(logDensity(1, 1) + logDensity(0, 2), logs[0], 1e-6);
      assertEquals(logDensity(0.5, 1) + logDensity(-1, 2), logs[1], 1e-6);
      // ln(s * sqrt(2 pi e)), summed.
      assertEquals(
          Math.log(Math.sqrt(2 * Math.PI * Math.E)) * 2 + Math.log(2),
          DiagonalGaussian.entropy(logDeviation).getFloat(),
          1e-6);
    }
  }

  private static double logDensity(double difference, double deviation) {
    double z = difference / deviation;
    return Math.log(Math.exp(-z * z / 2) / (deviation * Math.sqrt(2 * Math.PI)));
  }
}
