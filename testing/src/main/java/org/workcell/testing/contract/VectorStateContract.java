package org.workcell.testing.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BlockRole;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.vector.Autoreset;
import org.workcell.sim.vector.EnvironmentSource;
import org.workcell.sim.vector.RowStatus;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.testing.HookedSource;

/** What saving and loading a whole vector must keep; part of {@link VectorContract}. */
abstract class VectorStateContract extends VectorMemoryContract {

  private static final int CALLS = 14;

  /** Every block of every row, those that the caller writes too, and last results of episodes. */
  // What callers write is not known elsewhere before a message brings it there.
  private byte[][] everything(VectorBatch batch) {
    List<byte[]> blocks = new ArrayList<>();
    for (BatchBlock block : batch.rows().blocks()) {
      BlockRole role = batch.rows().descriptor().block(block.spec().name()).role();
      if (stepsAreMessages() && role == BlockRole.ACTION) {
        continue;
      }
      byte[] bytes = new byte[block.memory().capacity()];
      block.memory().get(bytes);
      blocks.add(bytes);
    }
    for (int row = 0; row < batch.size(); row++) {
      blocks.add(RowBytes.of(batch, row));
    }
    return blocks.toArray(byte[][]::new);
  }

  /** The same calls for each of some vectors: steps of all and of some, resets, other tasks. */
  private static void call(int number, VectorEnvironment... vectors) {
    RandomStream choices = new RandomStream(31 * number + 7);
    boolean[] chosen = new boolean[COUNT];
    for (int i = 0; i < COUNT; i++) {
      chosen[i] = choices.nextDouble() < 0.5;
    }
    chosen[number % COUNT] = true;
    int[] some = Arrays.stream(new int[] {0, 1, 2, 3, 4}).filter(i -> chosen[i]).toArray();
    double[] actions = new double[1000];
    Arrays.setAll(actions, i -> choices.uniform(-1, 1));
    for (VectorEnvironment vector : vectors) {
      BatchBlock action = vector.current().rows().action();
      for (int i = 0; i < COUNT * action.spec().size(); i++) {
        action.put(i / action.spec().size(), i % action.spec().size(), actions[i]);
      }
      if (number == 0) {
        vector.reset(SEED);
      } else if (number == 5) {
        String other = vector.spec(1).id();
        vector.reset(ids(4, 0), List.of(ResetOptions.seed(77).withTask(other), start(78)));
      } else if (vector.autoreset() == Autoreset.DISABLED && number % 4 == 0) {
        vector.reset(new boolean[] {true, true, true, true, true});
      } else if (number % 3 == 2 && vector.autoreset() != Autoreset.DISABLED) {
        vector.step(some);
      } else {
        vector.step();
      }
    }
  }

  private static ResetOptions start(long seed) {
    return ResetOptions.seed(seed);
  }

  private void assertAlike(String when, VectorEnvironment expected, VectorEnvironment found) {
    byte[][] one = everything(expected.current());
    byte[][] other = everything(found.current());
    for (int i = 0; i < one.length; i++) {
      assertArrayEquals(one[i], other[i], when + ", block " + i);
    }
  }

  @ParameterizedTest
  @EnumSource(Autoreset.class)
  void aLoadedVectorGoesOnLikeOneThatNeverStopped(Autoreset autoreset) {
    VectorOptions options = options(HORIZON).withAutoreset(autoreset);
    try (VectorEnvironment never = open(options);
        VectorEnvironment used = open(options)) {
      used.reset(1234);
      used.step();
      for (int saved = 0; saved < CALLS - 3; saved++) {
        byte[] state = never.save();
        used.load(state);
        assertAlike("loaded before call " + saved, never, used);
        for (int ahead = saved; ahead < saved + 3; ahead++) {
          call(ahead, used);
        }
        try (VectorEnvironment again = saved % 4 == 0 ? open(options) : null) {
          if (again != null) {
            again.load(state);
            call(saved, again, never);
            assertAlike("call %d after it was loaded".formatted(saved), never, again);
          } else {
            call(saved, never);
          }
        }
      }
      used.load(never.save());
      for (int number = CALLS - 3; number < CALLS + 6; number++) {
        call(number, never, used);
        assertAlike("call " + number, never, used);
      }
    }
  }

  @Test
  void failedRowsAreKept() {
    List<EnvironmentSource> faulty = new ArrayList<>();
    for (EnvironmentSource member : members(HORIZON)) {
      faulty.add(new HookedSource(member, VectorStateContract::fault));
    }
    VectorOptions options = VectorOptions.mixed(faulty, COUNT);
    try (VectorEnvironment never = open(options);
        VectorEnvironment loaded = open(options)) {
      never.reset(SEED);
      never.step();
      never.step();
      assertEquals(RowStatus.FAILED, never.current().status(1));
      VectorBatch batch = loaded.load(never.save());
      assertEquals(RowStatus.FAILED, batch.status(1));
      assertTrue(batch.failure(1).isPresent());
      assertAlike("loaded", never, loaded);
      for (int step = 0; step < 6; step++) {
        never.step(ids(1, 2));
        loaded.step(ids(1, 2));
        assertAlike("some " + step, never, loaded);
        never.step();
        loaded.step();
        assertAlike("all " + step, never, loaded);
      }
    }
  }

  private static void fault(long seed, int step) {
    if ((seed == SEED + 1 && step == 2) || (seed == SEED + 2 && step == 3)) {
      throw new IllegalStateException("broken on purpose");
    }
  }

  @Test
  void damagedStatesAreRefusedAndChangeNothing() {
    VectorOptions options = options(HORIZON);
    try (VectorEnvironment vector = open(options);
        VectorEnvironment twin = open(options);
        VectorEnvironment fewer = open(VectorOptions.mixed(members(HORIZON), COUNT - 1))) {
      for (VectorEnvironment each : List.of(vector, twin)) {
        each.reset(SEED);
        each.step();
      }
      fewer.reset(SEED);
      byte[] state = vector.save();
      List<byte[]> damaged =
          new ArrayList<>(
              List.of(
                  new byte[0],
                  "nonsense".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                  Arrays.copyOf(state, state.length - 1),
                  Arrays.copyOf(state, state.length + 1),
                  fewer.save()));
      for (int i = 0; i < 40; i++) {
        byte[] flipped = state.clone();
        flipped[(int) ((long) i * (state.length - 1) / 39)] ^= 0x10;
        damaged.add(flipped);
      }
      for (byte[] each : damaged) {
        assertThrows(IllegalArgumentException.class, () -> vector.load(each));
      }
      for (int step = 0; step < HORIZON; step++) {
        vector.step();
        twin.step();
        assertAlike("step " + step, twin, vector);
      }
    }
  }
}
