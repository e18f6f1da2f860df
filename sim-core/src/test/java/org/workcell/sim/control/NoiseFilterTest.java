package org.workcell.sim.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/** Noise on commands: its size, its seeds, and that a snapshot goes on with it. */
class NoiseFilterTest {

  private static final CommandSpec COMMAND =
      new CommandSpec(
          List.of(
              new CommandSpec.Component("x", "m", CommandSpec.Kind.POSITION),
              new CommandSpec.Component("grip", "1", CommandSpec.Kind.EFFORT)),
          Optional.empty());

  private static CommandFilter filter(String parameters, long seed) {
    CommandFilter filter = new NoiseFilterProvider().create(parameters).newFilter(COMMAND, null);
    filter.start(new SeedStreams(seed));
    return filter;
  }

  private static double[] next(CommandFilter filter, int count) {
    double[] noise = new double[count];
    for (int i = 0; i < count; i++) {
      double[] command = {2, 3};
      filter.apply(command, null);
      assertEquals(3, command[1], "a share of what an actuator can do has no noise");
      noise[i] = command[0] - 2;
    }
    return noise;
  }

  @Test
  void noiseHasItsDeviationAndFollowsFromTheSeed() {
    double[] noise = next(filter("deviation:0.1", 1), 4000);
    double squares = 0;
    for (double each : noise) {
      squares += each * each;
    }
    assertEquals(0.1, Math.sqrt(squares / noise.length), 0.004);
    assertArrayEquals(noise, next(filter("deviation:0.1", 1), 4000));
    assertEquals(0, next(filter("deviation:0", 2), 1)[0]);
  }

  @Test
  void aSnapshotGoesOn() {
    CommandFilter filter = filter("deviation:0.1", 1);
    next(filter, 3);
    StateWriter writer = new StateWriter();
    filter.save(writer);
    double[] rest = next(filter, 5);
    CommandFilter other = filter("deviation:0.1", 9);
    other.load(new StateReader(writer.toBytes()));
    assertArrayEquals(rest, next(other, 5));
  }

  @Test
  void refusesWhatIsNoDeviation() {
    for (String words : List.of("", "deviation:", "deviation:-1", "deviation:NaN", "size:1")) {
      assertThrows(IllegalArgumentException.class, () -> filter(words, 1), words);
    }
  }
}
