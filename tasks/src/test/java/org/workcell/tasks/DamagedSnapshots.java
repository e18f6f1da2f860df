package org.workcell.tasks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.EpisodeFailedException;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.PooledVectorEnvironment;
import org.workcell.sim.vector.VectorOptions;

/**
 * Restores damaged snapshots into one row of a vector, and compares all rows to the bit with a
 * vector that never saw one.
 */
final class DamagedSnapshots implements AutoCloseable {

  private static final int ROWS = 8;
  private static final int VICTIM = 3;
  private static final int HORIZON = 2_000;
  private static final int CHECKSUM = 8;
  private static final int CONTENTS = 12;
  private static final double[] NUMBERS = {
    Double.NaN, Double.POSITIVE_INFINITY, -1, 0, 1e6, 1e300, -1e300, 1e-300
  };
  private static final int[] COUNTS = {-1, 0, 1, 1_000_000, Integer.MAX_VALUE, Integer.MIN_VALUE};

  private final PooledVectorEnvironment attacked;
  private final PooledVectorEnvironment untouched;
  private final BatchStorage scratch;
  private final RandomStream random;
  private byte[] good;
  private byte[] other;
  private int restored;
  private int refused;
  private int lost;

  DamagedSnapshots(TaskDefinition task, long seed) {
    VectorOptions options =
        VectorOptions.of(task, EnvironmentOptions.defaults().withHorizon(HORIZON), ROWS);
    attacked = PooledVectorEnvironment.open(options, PoolOptions.of(2));
    untouched = PooledVectorEnvironment.open(options, PoolOptions.of(1));
    scratch = BatchStorage.allocate(attacked.layout(), 1);
    random = new RandomStream(seed);
    attacked.reset(seed);
    untouched.reset(seed);
    other = untouched.snapshot(VICTIM).toBytes();
    stepBoth();
    refresh();
  }

  /** Snapshots whose checksum does not match: refused, and nothing has happened. */
  void damage(int count, int countPerStep) {
    for (int i = 1; i <= count; i++) {
      byte[] bytes = mutate();
      boolean same = Arrays.equals(bytes, good);
      boolean accepted = attacked.visit(VICTIM, environment -> restores(environment, bytes));
      assertTrue(!accepted || same, "a damaged snapshot was restored");
      restored += accepted ? 1 : 0;
      refused += accepted ? 0 : 1;
      if (i % countPerStep == 0 || i == count) {
        requireEqual();
        stepBoth();
        refresh();
      }
    }
  }

  private boolean restores(Environment environment, byte[] bytes) {
    try {
      environment.restore(Snapshot.fromBytes(bytes), scratch, 0);
      return true;
    } catch (IllegalArgumentException e) {
      assertFalse(String.valueOf(e.getMessage()).isBlank());
      return false;
    }
  }

  /** Snapshots with a checksum that matches: at worst the victim's own episode is lost. */
  void forge(int count, int countPerStep) {
    for (int i = 1; i <= count; i++) {
      byte[] bytes = mutate();
      seal(bytes);
      attacked.visit(VICTIM, environment -> attack(environment, bytes));
      if (i % countPerStep == 0 || i == count) {
        if (random.nextInt(2) == 0) {
          resetVictims();
        }
        int[] victim = {VICTIM};
        attacked.restore(victim, List.of(untouched.snapshot(VICTIM)));
        requireEqual();
        stepBoth();
        refresh();
      }
    }
  }

  private Void attack(Environment environment, byte[] bytes) {
    if (!restores(environment, bytes)) {
      refused++;
      return null;
    }
    restored++;
    scratch.action().clearRow(0);
    try {
      for (int step = 0; step < 2 && !environment.needsReset(); step++) {
        environment.step(scratch, 0);
      }
    } catch (EpisodeFailedException e) {
      lost++;
    }
    return null;
  }

  private void resetVictims() {
    boolean[] mask = new boolean[ROWS];
    mask[VICTIM] = true;
    attacked.reset(mask);
    untouched.reset(mask);
  }

  private byte[] mutate() {
    byte[] bytes = good.clone();
    int at = random.nextInt(bytes.length);
    ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    switch (random.nextInt(8)) {
      case 0 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 1 -> {
        return Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(64));
      }
      case 2 -> swap(bytes, at, random.nextInt(bytes.length));
      case 3 -> view.putDouble(at % (bytes.length - 7), NUMBERS[random.nextInt(NUMBERS.length)]);
      case 4 -> view.putInt(at % (bytes.length - 3), COUNTS[random.nextInt(COUNTS.length)]);
      case 5 -> {
        int length = Math.min(Math.min(bytes.length, other.length) - 1, at);
        System.arraycopy(
            other, length, bytes, length, Math.min(bytes.length, other.length) - length);
      }
      default -> {
        int flips = 1 + random.nextInt(4);
        for (int i = 0; i < flips; i++) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return bytes;
  }

  private static void swap(byte[] bytes, int one, int two) {
    byte kept = bytes[one];
    bytes[one] = bytes[two];
    bytes[two] = kept;
  }

  private static void seal(byte[] bytes) {
    if (bytes.length >= CONTENTS) {
      CRC32C checksum = new CRC32C();
      checksum.update(bytes, CONTENTS, bytes.length - CONTENTS);
      ByteBuffer.wrap(bytes)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(CHECKSUM, (int) checksum.getValue());
    }
  }

  private void requireEqual() {
    for (int row = 0; row < ROWS; row++) {
      assertArrayEquals(
          untouched.snapshot(row).toBytes(), attacked.snapshot(row).toBytes(), "row " + row);
    }
  }

  private void stepBoth() {
    BatchBlock actions = untouched.current().rows().action();
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < actions.spec().size(); i++) {
        double action = random.nextDouble() - 0.5;
        actions.put(row, i, action);
        attacked.current().rows().action().put(row, i, action);
      }
    }
    BatchStorage expected = untouched.step().rows();
    BatchStorage found = attacked.step().rows();
    for (int row = 0; row < ROWS; row++) {
      for (int block = 0; block < expected.observationCount(); block++) {
        assertArrayEquals(
            bytes(expected.observation(block), row), bytes(found.observation(block), row));
      }
      assertArrayEquals(bytes(expected.reward(), row), bytes(found.reward(), row));
    }
  }

  private static byte[] bytes(BatchBlock block, int row) {
    byte[] bytes = new byte[block.rowBytes()];
    block.getRowBytes(row, bytes);
    return bytes;
  }

  private void refresh() {
    good = untouched.snapshot(VICTIM).toBytes();
  }

  /** In one line: what became of the snapshots. */
  String report() {
    return "%d restored, %d refused, %d episodes lost".formatted(restored, refused, lost);
  }

  @Override
  public void close() {
    attacked.close();
    untouched.close();
  }
}
