package org.workcell.datasets.degradation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.task.Conventions;
import org.workcell.sim.task.TaskSpec;

class DegradationsTest {

  private static final double[] LOW = {-2, -2, -1};
  private static final double[] HIGH = {2, 2, 1};

  /** Two elements that move, of half range 2, and a gripper. */
  private static TaskSpec task(String mode) {
    return TaskSpec.builder("testing/arm-v1")
        .instruction("move")
        .action(BlockSpec.vector("action", DataType.FLOAT32, LOW, HIGH))
        .conventions(Conventions.of("world", mode, "1", "none").withGripper(2, -1, 1))
        .build();
  }

  private static Degradation degradation(DegradationProvider provider, String text, String mode) {
    Degradation made = provider.create(text).newDegradation(ActionMeaning.of(task(mode)));
    made.start(new SeedStreams(7).stream("test"));
    return made;
  }

  /** What is carried out when a policy always asks for the same. */
  private static List<double[]> play(Degradation degradation, int steps, double... asked) {
    List<double[]> played = new ArrayList<>();
    double[] last = new double[asked.length];
    for (int step = 0; step < steps; step++) {
      double[] action = asked.clone();
      degradation.apply(step, action, last);
      last = action;
      played.add(action.clone());
    }
    return played;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.9})
  void noiseHasItsDeviationAndCorrelation(double correlation) {
    int steps = 20_000;
    Degradation noise =
        degradation(new NoiseProvider(), "std:0.1,correlation:" + correlation, "delta");
    List<double[]> played = play(noise, steps, 0.5, 0, 0.25);
    double variance = 0;
    double successive = 0;
    for (int i = 0; i < steps; i++) {
      double value = played.get(i)[0] - 0.5;
      variance += value * value / steps;
      successive += i == 0 ? 0 : value * (played.get(i - 1)[0] - 0.5) / steps;
      assertEquals(0.25, played.get(i)[2], "the gripper is left alone");
    }
    assertEquals(0.2, Math.sqrt(variance), 0.02, "a tenth of half of the range");
    assertEquals(correlation, successive / variance, 0.05);
  }

  @Test
  void noiseIsAddedToTheClippedActionAndClippedAgain() {
    List<double[]> played =
        play(degradation(new NoiseProvider(), "std:0.2,gripper:1", "delta"), 500, 50, 2, 1);
    assertTrue(played.stream().allMatch(action -> action[0] <= 2 && action[2] <= 1));
    assertTrue(played.stream().anyMatch(action -> action[0] < 1.8));
    assertTrue(played.stream().anyMatch(action -> action[2] < 0.9));
  }

  @Test
  void theSameSeedGivesTheSameNoise() {
    List<double[]> first = play(degradation(new NoiseProvider(), "std:0.2", "delta"), 20, 0, 0, 0);
    List<double[]> again = play(degradation(new NoiseProvider(), "std:0.2", "delta"), 20, 0, 0, 0);
    for (int i = 0; i < first.size(); i++) {
      assertArrayEquals(first.get(i), again.get(i));
    }
  }

  @ParameterizedTest
  @CsvSource({"delta, 0", "velocity, 0", "absolute, 1.5"})
  void aPauseStandsStillFromTheSecondStepOn(String mode, double still) {
    Degradation pauses = degradation(new PausesProvider(), "rate:1,min_steps:3,max_steps:3", mode);
    double[] last = {1.5, 1.5, -1};
    double[] action = {1, 1, 1};
    assertFalse(pauses.apply(0, action, last), "there is nothing to hold in step 0");
    assertArrayEquals(new double[] {1, 1, 1}, action);
    for (int step = 1; step < 8; step++) {
      double[] paused = {1, 1, 1};
      assertTrue(pauses.apply(step, paused, last));
      assertArrayEquals(new double[] {still, still, -1}, paused);
    }
  }

  @Test
  void pausesHaveTheirLength() {
    Degradation pauses =
        degradation(new PausesProvider(), "rate:0.05,min_steps:4,max_steps:6", "delta");
    List<Integer> lengths = new ArrayList<>();
    int length = 0;
    double[] last = {0, 0, 0};
    for (int step = 0; step < 5000; step++) {
      if (pauses.apply(step, new double[] {1, 1, 1}, last)) {
        length++;
      } else if (length > 0) {
        lengths.add(length);
        length = 0;
      }
    }
    // One pause may begin right after another.
    assertTrue(lengths.stream().allMatch(each -> each >= 4), lengths.toString());
    assertTrue(lengths.contains(4) && lengths.contains(5) && lengths.contains(6));
    double share = lengths.stream().mapToInt(each -> each).sum() / 5000.0;
    assertEquals(5 / (5 + 19.0), share, 0.05, "19 steps without to 5 with");
  }

  @Test
  void aDetourOfChangesEndsWhereItBegan() {
    Degradation detours =
        degradation(new DetoursProvider(), "rate:1,size:0.5,min_steps:4,max_steps:4", "delta");
    List<double[]> played = play(detours, 9, 1, 1, 1);
    double[] sum = new double[3];
    double largest = 0;
    for (double[] action : played.subList(1, 9)) {
      for (int i = 0; i < 2; i++) {
        sum[i] += action[i];
        largest = Math.max(largest, Math.abs(action[i]));
      }
      assertEquals(1, action[2], "the gripper stays as it was");
    }
    assertArrayEquals(new double[] {0, 0}, new double[] {sum[0], sum[1]}, 1e-12);
    assertEquals(1, largest, 1e-12, "half of half of the range");
    assertArrayEquals(played.get(1), played.get(4), "constant on the way out");
    assertEquals(-played.get(1)[0], played.get(5)[0]);
  }

  @Test
  void aDetourOfTargetsGoesEvenlyAwayAndBack() {
    Degradation detours =
        degradation(new DetoursProvider(), "rate:1,size:0.5,min_steps:2,max_steps:2", "absolute");
    List<double[]> played = play(detours, 5, 0.5, 0.5, 1);
    double far = played.get(2)[0] - 0.5;
    assertEquals(far / 2, played.get(1)[0] - 0.5, 1e-12);
    assertEquals(far / 2, played.get(3)[0] - 0.5, 1e-12);
    assertEquals(0.5, played.get(4)[0], 1e-12);
  }

  @Test
  void tasksThatDoNotSayWhatTheirActionsAreCannotStandStill() {
    for (DegradationProvider provider : List.of(new PausesProvider(), new DetoursProvider())) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> degradation(provider, "rate:0.1", "unspecified"))
              .getMessage();
      assertTrue(message.contains("of mode 'unspecified'"), message);
    }
    degradation(new NoiseProvider(), "std:0.1", "unspecified");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "noise   | ''                          | needs its parameter std",
        "noise   | std                         | 'std' is no parameter of noise",
        "noise   | std:x                       | 'x' is not a finite number",
        "noise   | std:NaN                     | is not a finite number",
        "noise   | std:-1                      | std of noise must be 0.0 to 100.0, not -1.0",
        "noise   | std:0.1,correlation:1       | correlation of noise must be",
        "noise   | std:0.1,gripper:2           | gripper of noise must be",
        "noise   | std:0.1,colour:2            | 'colour:2' is no parameter of noise",
        "pauses  | rate:2                      | rate of pauses must be 0.0 to 1.0, not 2.0",
        "pauses  | rate:0.1,min_steps:0        | min_steps of pauses must be 1",
        "pauses  | rate:0.1,min_steps:1.5      | must be a whole number, not 1.5",
        "pauses  | rate:0.1,min_steps:9,max_steps:8 | max_steps of pauses must be 9",
        "detours | rate:0.1,size:3             | size of detours must be",
      })
  void refusesBadParameters(String name, String text, String explanation) {
    DegradationProvider provider =
        switch (name) {
          case "noise" -> new NoiseProvider();
          case "pauses" -> new PausesProvider();
          default -> new DetoursProvider();
        };
    String message =
        assertThrows(IllegalArgumentException.class, () -> provider.create(text)).getMessage();
    assertTrue(message.contains(explanation), message);
  }

  @Test
  void identitiesNameAllParameters() {
    assertEquals(
        "noise=std:0.1,correlation:0.0,gripper:0.0",
        new NoiseProvider().create("std:0.1").identity());
    assertEquals(
        "pauses=rate:0.1,min_steps:5.0,max_steps:20.0",
        new PausesProvider().create("rate:0.1").identity());
  }
}
