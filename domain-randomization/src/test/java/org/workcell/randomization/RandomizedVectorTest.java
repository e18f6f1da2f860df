package org.workcell.randomization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorOptions;

/** Environments that share a worker's model and differ in everything that a preset varies. */
class RandomizedVectorTest {

  private static final int ENVIRONMENTS = 5;
  private static final int STEPS = 15;

  private static byte[] run(int workers) {
    EnvironmentOptions options =
        EnvironmentOptions.defaults().withRandomization(Presets.load("dynamics-wide").training());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (VectorEnvironment vector =
        VectorEnvironment.open(
            VectorOptions.of(new TableTask(), options, ENVIRONMENTS), PoolOptions.of(workers))) {
      VectorBatch batch = vector.reset(50);
      append(batch, bytes);
      for (int step = 0; step < STEPS; step++) {
        for (int row = 0; row < ENVIRONMENTS; row++) {
          double[] action = {StrictMath.sin(step + row), 0.1 * row};
          batch.rows().action().putRow(row, action);
        }
        batch = vector.step();
        append(batch, bytes);
      }
    }
    return bytes.toByteArray();
  }

  private static void append(VectorBatch batch, ByteArrayOutputStream bytes) {
    byte[] row = new byte[batch.rows().observation(0).rowBytes()];
    for (int i = 0; i < ENVIRONMENTS; i++) {
      batch.rows().observation(0).getRowBytes(i, row);
      bytes.writeBytes(row);
    }
  }

  private static byte[] alone() {
    ByteArrayOutputStream[] rows = new ByteArrayOutputStream[STEPS + 1];
    for (int step = 0; step <= STEPS; step++) {
      rows[step] = new ByteArrayOutputStream();
    }
    for (int row = 0; row < ENVIRONMENTS; row++) {
      try (Episodes episodes = Episodes.of(Presets.load("dynamics-wide").training())) {
        episodes.reset(50 + row);
        append(episodes, rows[0]);
        for (int step = 0; step < STEPS; step++) {
          episodes.step(StrictMath.sin(step + row), 0.1 * row);
          append(episodes, rows[step + 1]);
        }
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (ByteArrayOutputStream each : rows) {
      bytes.writeBytes(each.toByteArray());
    }
    return bytes.toByteArray();
  }

  private static void append(Episodes episodes, ByteArrayOutputStream bytes) {
    byte[] row = new byte[episodes.storage().observation(0).rowBytes()];
    episodes.storage().observation(0).getRowBytes(0, row);
    bytes.writeBytes(row);
  }

  @Test
  void workersAndNeighboursDoNotMatter() {
    byte[] expected = alone();
    assertArrayEquals(expected, run(1));
    assertArrayEquals(expected, run(2));
  }
}
