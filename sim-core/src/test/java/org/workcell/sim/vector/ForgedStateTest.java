package org.workcell.sim.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.state.StateWriter;
import org.workcell.testing.IntegratorSource;
import org.workcell.testing.PointMassTask;

/** States of vectors that somebody changed, with a checksum that fits. */
@Timeout(60)
class ForgedStateTest {

  private static final int HEADER_BYTES = 12;

  private static VectorOptions options() {
    EnvironmentSource mass =
        new VectorMember(new PointMassTask(), EnvironmentOptions.defaults().withHorizon(6));
    EnvironmentSource other = IntegratorSource.of("testing/other-v1", 3, 4);
    return VectorOptions.mixed(List.of(mass, other), 3).withAutoreset(Autoreset.SAME_STEP);
  }

  private static byte[] forged(byte[] state, Random random) {
    byte[] changed = state.clone();
    // Most of a state is the memory of batches; what is checked comes first.
    int area = random.nextBoolean() ? 4000 : changed.length - HEADER_BYTES;
    int at = HEADER_BYTES + random.nextInt(Math.min(area, changed.length - HEADER_BYTES));
    changed[at] = (byte) random.nextInt(256);
    CRC32C checksum = new CRC32C();
    checksum.update(changed, HEADER_BYTES, changed.length - HEADER_BYTES);
    StateWriter.overwriteInt(changed, HEADER_BYTES - Integer.BYTES, (int) checksum.getValue());
    return changed;
  }

  private static byte[] shown(VectorEnvironment vector) {
    byte[] bytes = new byte[1 << 20];
    int end = 0;
    for (BatchBlock block : vector.current().rows().blocks()) {
      int size = block.memory().capacity();
      block.memory().get(bytes, end, size);
      end += size;
    }
    return bytes;
  }

  @Test
  void theyAreRefusedOrGoOn() {
    Random random = new Random(3);
    int refused = 0;
    try (VectorEnvironment vector = VectorEnvironment.open(options(), PoolOptions.of(2))) {
      vector.reset(1);
      vector.step();
      byte[] state = vector.save();
      for (int i = 0; i < 120; i++) {
        byte[] before = shown(vector);
        try {
          vector.load(forged(state, random));
          for (int row = 0; row < vector.count(); row++) {
            vector.current().episode(row);
            vector.current().status(row);
            vector.current().rows().actor().clearRow(row);
          }
          vector.step(new int[] {1});
          vector.step();
        } catch (IllegalArgumentException e) {
          refused++;
          assertArrayEquals(before, shown(vector), e.getMessage());
        }
      }
      vector.load(state);
      vector.step();
    }
    assertTrue(refused > 15, "only %d of 120 were refused".formatted(refused));
  }
}
