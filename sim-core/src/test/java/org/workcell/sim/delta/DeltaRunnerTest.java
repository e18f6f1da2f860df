package org.workcell.sim.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.testing.AllocatedBytes;
import org.workcell.testing.RandomDelta;

/** Inputs, network, limits and trust of a delta, against numbers worked out by hand. */
class DeltaRunnerTest {

  private static final double EXACT = 1e-15;

  private static DeltaModel.Builder oneChannel(List<DeltaInput> inputs) {
    return DeltaModel.builder(DeltaModel.Kind.COMMAND)
        .controlPeriodSeconds(0.02)
        .channels(List.of(new DeltaChannel("elbow", 1, 100)))
        .inputs(inputs);
  }

  /** A delta whose outputs are the sum of its inputs. */
  private static DeltaRunner summing(DeltaInput... inputs) {
    int size = DeltaObservation.size(1, List.of(inputs));
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return oneChannel(List.of(inputs))
        .layers(List.of(new DeltaLayer(ones, new double[1])))
        .build()
        .newRunner();
  }

  private static double[] inputs(DeltaRunner runner, double[][] rows) {
    for (double[] row : rows) {
      runner.apply(new double[] {row[0]}, new double[] {row[1]}, new double[] {row[2]});
    }
    return runner.inputs();
  }

  /** Command, position, velocity. */
  private static final double[][] ROWS = {{1, 0.5, -0.1}, {2, 0.75, 0.2}, {4, 1.5, 0.3}};

  @Test
  void historyIsNewestFirst() {
    DeltaRunner runner =
        summing(
            DeltaInput.of(DeltaSignal.COMMAND_ERROR).steps(3),
            DeltaInput.of(DeltaSignal.VELOCITY).steps(2).scale(10));
    assertArrayEquals(new double[] {2.5, 1.25, 0.5, 0.03, 0.02}, inputs(runner, ROWS), EXACT);
  }

  @Test
  void everySignalIsWhatItsNameSays() {
    DeltaRunner runner =
        summing(
            DeltaInput.of(DeltaSignal.POSITION),
            DeltaInput.of(DeltaSignal.COMMAND),
            DeltaInput.of(DeltaSignal.COMMAND_CHANGE).steps(2),
            DeltaInput.of(DeltaSignal.VELOCITY_TANH).scale(0.04),
            DeltaInput.of(DeltaSignal.COMMAND_ERROR_ABS).scale(2),
            DeltaInput.of(DeltaSignal.POSITION_SIN),
            DeltaInput.of(DeltaSignal.POSITION_COS));
    double[][] rows = {ROWS[0], ROWS[1], {-4, 1.5, 0.3}};
    assertArrayEquals(
        new double[] {
          1.5, -4, -6, 1, 0.9999993881955461, 2.75, 0.9974949866040544, 0.0707372016677029
        },
        inputs(runner, rows),
        1e-14);
  }

  /** A stiffer drive makes the same torque of a smaller error. */
  @Test
  void aDriveGainMeasuresDifferencesOfCommands() {
    DeltaRunner runner =
        oneChannel(
                List.of(
                    DeltaInput.of(DeltaSignal.COMMAND_ERROR),
                    DeltaInput.of(DeltaSignal.COMMAND_CHANGE),
                    DeltaInput.of(DeltaSignal.COMMAND_ERROR_ABS),
                    DeltaInput.of(DeltaSignal.PREVIOUS_DELTA),
                    DeltaInput.of(DeltaSignal.COMMAND),
                    DeltaInput.of(DeltaSignal.POSITION)))
            .channels(List.of(new DeltaChannel("elbow", 2, 1.5)))
            .driveGain(Optional.of(new DriveGain("kp", 100, 400)))
            .layers(List.of(new DeltaLayer(new double[] {0, 0, 0, 0, 0, 1}, new double[1])))
            .build()
            .newRunner();
    runner.driveGain(400);
    runner.apply(new double[] {1}, new double[] {0.5}, new double[1]);
    assertEquals(0.5, runner.delta()[0], EXACT, "2 x 0.5 by a gain of twice the reference");
    double[] command = {1.25};
    runner.apply(command, new double[] {2}, new double[1]);
    assertArrayEquals(new double[] {-1.5, 0.5, 1.5, 1, 1.25, 2}, runner.inputs(), EXACT);
    assertEquals(3.25, command[0], EXACT);
    runner.driveGain(100);
    runner.start();
    runner.apply(new double[1], new double[] {2}, new double[1]);
    assertEquals(3, runner.delta()[0], EXACT, "never more than scale x clip");
    assertThrows(IllegalArgumentException.class, () -> runner.driveGain(0));
    DeltaRunner without = summing(DeltaInput.of(DeltaSignal.POSITION));
    assertThrows(IllegalArgumentException.class, () -> without.driveGain(1));
    assertThrows(IllegalArgumentException.class, () -> new DriveGain("kp", 2, 1));
  }

  @Test
  void theFirstRowCountsAsThePast() {
    DeltaRunner runner =
        summing(
            DeltaInput.of(DeltaSignal.COMMAND_ERROR).steps(3),
            DeltaInput.of(DeltaSignal.COMMAND_CHANGE));
    assertArrayEquals(
        new double[] {0.5, 0.5, 0.5, 0}, inputs(runner, new double[][] {ROWS[0]}), EXACT);
    runner.start();
    runner.remember(new double[] {7}, new double[] {1}, new double[] {0});
    assertArrayEquals(
        new double[] {0.5, 6, 6, -6}, inputs(runner, new double[][] {ROWS[0]}), EXACT);
  }

  @Test
  void blocksHaveAllChannelsOfARow() {
    DeltaObservation observation =
        new DeltaObservation(
            2,
            List.of(
                DeltaInput.of(DeltaSignal.POSITION).steps(2), DeltaInput.of(DeltaSignal.VELOCITY)));
    double[] none = new double[2];
    observation.observe(none, new double[] {1, 2}, new double[] {10, 20});
    observation.observe(none, new double[] {3, 4}, new double[] {30, 40});
    assertArrayEquals(new double[] {3, 4, 1, 2, 30, 40}, observation.values());
  }

  @Test
  void whatWasAddedCanBeReadAfterwards() {
    DeltaRunner runner = summing(DeltaInput.of(DeltaSignal.PREVIOUS_DELTA).steps(2));
    double[] command = {0};
    double[] zero = {0};
    runner.observe(command, zero, zero);
    runner.act(command, new double[] {3});
    assertEquals(3, command[0]);
    runner.observe(command, zero, zero);
    runner.act(command, new double[] {-1});
    runner.observe(command, zero, zero);
    assertArrayEquals(new double[] {-1, 3}, runner.inputs());
  }

  /** Two inputs, two hidden units, one output; worked out with twelve digits elsewhere. */
  @Test
  void theNetworkIsThatOfItsWeights() {
    DeltaModel model =
        oneChannel(
                List.of(DeltaInput.of(DeltaSignal.POSITION), DeltaInput.of(DeltaSignal.VELOCITY)))
            .normalization(new double[] {1, -1}, new double[] {2, 0.5})
            .layers(
                List.of(
                    new DeltaLayer(new double[] {0.5, -0.25, 1, 0.75}, new double[] {0.1, -0.2}),
                    new DeltaLayer(new double[] {2, -1}, new double[] {0.3})))
            .build();
    // Normalized inputs are 1 and 3, sums 0.5 - 0.75 + 0.1 = -0.15 and 1 + 2.25 - 0.2 = 3.05.
    double tanh = 0.3 + 2 * Math.tanh(-0.15) - Math.tanh(3.05);
    double elu = 0.3 + 2 * (Math.exp(-0.15) - 1) - 3.05;
    double relu = 0.3 - 3.05;
    assertEquals(tanh, delta(model), 1e-13);
    assertEquals(elu, delta(model.toBuilder().activation(DeltaActivation.ELU).build()), 1e-13);
    assertEquals(relu, delta(model.toBuilder().activation(DeltaActivation.RELU).build()), 1e-13);
    assertEquals(-0.9932943702, tanh, 1e-9);
  }

  private static double delta(DeltaModel model) {
    double[] command = {10};
    DeltaRunner runner = model.newRunner();
    runner.apply(command, new double[] {3}, new double[] {0.5});
    assertEquals(10 + runner.delta()[0], command[0], EXACT);
    return runner.delta()[0];
  }

  @Test
  void outputsAreClippedBeforeTheyAreScaled() {
    DeltaModel model =
        oneChannel(List.of(DeltaInput.of(DeltaSignal.POSITION)))
            .channels(List.of(new DeltaChannel("elbow", 0.1, 2)))
            .layers(List.of(new DeltaLayer(new double[] {1}, new double[] {0})))
            .build();
    assertEquals(0.2, delta(model), EXACT);
    DeltaRunner runner = model.newRunner();
    runner.start();
    runner.gain(0.5);
    double[] command = {0};
    runner.apply(command, new double[] {-1.5}, new double[] {0});
    assertEquals(-0.075, command[0], EXACT);
    runner.start();
    runner.apply(command, new double[] {0}, new double[] {0});
    runner.apply(command, new double[] {1}, new double[] {0});
    assertEquals(0.025, command[0], EXACT, "the gain is that of one episode");
  }

  @Test
  void aMaskedChannelIsReadAndNotChanged() {
    DeltaModel both =
        DeltaModel.builder(DeltaModel.Kind.COMMAND)
            .controlPeriodSeconds(0.02)
            .channels(List.of(new DeltaChannel("a", 1, 9), new DeltaChannel("b", 1, 9)))
            .inputs(List.of(DeltaInput.of(DeltaSignal.POSITION)))
            .layers(List.of(new DeltaLayer(new double[] {0, 1, 1, 0}, new double[2])))
            .build();
    DeltaModel one = both.acting(List.of("a"));
    double[] command = {0, 0};
    one.newRunner().apply(command, new double[] {2, 3}, new double[2]);
    assertArrayEquals(new double[] {3, 0}, command, "what b does still moves a");
    assertNotEquals(both.sha256(), one.sha256());
    assertEquals(both, both.acting(List.of("a", "b")));
    assertThrows(IllegalArgumentException.class, () -> both.acting(List.of("c")));
  }

  @Test
  void trustFadesOutsideRanges() {
    TrustRegion region = TrustRegion.ranges(new double[] {-1, 0}, new double[] {1, 10}, 0.25, 0.5);
    assertEquals(1, region.trust(new double[] {0.5, 10}));
    assertEquals(1, region.trust(new double[] {1.5, 0}), "a quarter of the width is allowed");
    assertEquals(0.5, region.trust(new double[] {0, 15}), EXACT);
    assertEquals(0.5, region.trust(new double[] {-2, 0}), EXACT);
    assertEquals(0, region.trust(new double[] {0, -8}));
    assertEquals(0, region.trust(new double[] {Double.NaN, 0}));
  }

  @Test
  void trustFadesWithMahalanobisDistance() {
    TrustRegion region =
        TrustRegion.mahalanobis(new double[] {1, 2}, new double[] {4, 1, 1, 2}, 3, 2);
    // (1, 1) from the mean: 4 + 2 + 2 = 8; (1, -2): 4 - 4 + 8 = 8; (2, 0): 16.
    assertEquals(Math.sqrt(8), region.distance(new double[] {2, 3}), 1e-14);
    assertEquals(Math.sqrt(8), region.distance(new double[] {2, 0}), 1e-14);
    assertEquals(0.5, region.trust(new double[] {3, 2}), EXACT);
    assertEquals(0, region.trust(new double[] {4, 2}));
    assertThrows(
        IllegalArgumentException.class,
        () -> TrustRegion.mahalanobis(new double[2], new double[] {1, 2, 3, 1}, 1, 1));
  }

  @Test
  void trustScalesTheDeltaUnlessItIsSwitchedOff() {
    DeltaModel model =
        oneChannel(List.of(DeltaInput.of(DeltaSignal.POSITION)))
            .layers(List.of(new DeltaLayer(new double[] {1}, new double[] {0})))
            .trust(TrustRegion.ranges(new double[] {0}, new double[] {2}, 0, 1))
            .build();
    assertEquals(1.5, delta(model), EXACT, "half of 3 beyond half a width");
    DeltaRunner runner = model.newRunner();
    runner.useTrust(false);
    double[] command = {0};
    runner.apply(command, new double[] {3}, new double[] {0});
    assertEquals(3, command[0]);
    assertEquals(1, runner.trust());
  }

  @Test
  void memoryGoesOnWhereItWasSaved() {
    DeltaModel model = RandomDelta.ofCommands(0.02, 0.1, List.of("a", "b"));
    DeltaRunner first = model.newRunner();
    first.gain(0.7);
    double[] one = {0.3, -0.2};
    for (int i = 0; i < 9; i++) {
      first.apply(one.clone(), new double[] {0.1 * i, 0.2}, new double[] {0.3, -0.1 * i});
    }
    StateWriter writer = new StateWriter();
    first.save(writer);
    DeltaRunner second = model.newRunner();
    second.load(new StateReader(writer.toBytes()));
    for (int i = 0; i < 9; i++) {
      double[] some = {0.1 * i, 0.4};
      double[] others = some.clone();
      first.apply(some, new double[] {0.1, 0.05 * i}, new double[] {0.3, 0});
      second.apply(others, new double[] {0.1, 0.05 * i}, new double[] {0.3, 0});
      assertArrayEquals(some, others);
    }
  }

  @Test
  void applyingAllocatesNothing() {
    DeltaRunner runner = RandomDelta.ofCommands(0.02, 0.1, List.of("a", "b", "c")).newRunner();
    double[] command = new double[3];
    double[] position = {0.1, 0.2, 0.3};
    double[] velocity = {1, 2, 3};
    for (int i = 0; i < 3000; i++) {
      runner.apply(command, position, velocity);
    }
    AllocatedBytes bytes = AllocatedBytes.ofWorkersAndThisThread();
    for (int i = 0; i < 1000; i++) {
      runner.apply(command, position, velocity);
    }
    assertEquals(0, bytes.sinceStart());
  }

  @Test
  void partsThatDoNotFitAreRefused() {
    List<DeltaInput> inputs = List.of(DeltaInput.of(DeltaSignal.POSITION).steps(2));
    DeltaLayer fits = new DeltaLayer(new double[2], new double[1]);
    assertRefused("and 2 arrive", oneChannel(inputs).layers(List.of(oneByOne())));
    assertRefused("layers", oneChannel(inputs));
    assertRefused(
        "control period", oneChannel(inputs).layers(List.of(fits)).controlPeriodSeconds(0));
    assertRefused(
        "std[1]",
        oneChannel(inputs).layers(List.of(fits)).normalization(new double[2], new double[] {1, 0}));
    assertRefused(
        "trust region",
        oneChannel(inputs)
            .layers(List.of(fits))
            .trust(TrustRegion.ranges(new double[] {0}, new double[] {1}, 0, 1)));
    assertRefused(
        "torque residual",
        DeltaModel.builder(DeltaModel.Kind.TORQUE)
            .channels(List.of(new DeltaChannel("elbow", 1, 1)))
            .inputs(inputs)
            .layers(List.of(fits)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new DeltaLayer(new double[] {Double.NaN}, new double[1]));
  }

  private static DeltaLayer oneByOne() {
    return new DeltaLayer(new double[1], new double[1]);
  }

  private static void assertRefused(String word, DeltaModel.Builder builder) {
    String message = assertThrows(IllegalArgumentException.class, builder::build).getMessage();
    assertTrue(message.contains(word), message);
  }
}
