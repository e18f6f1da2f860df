package org.workcell.tasks.kitchen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.testing.Episodes;

class NoisyObservationTest {

  private static final String TASK = "kitchen/kettle-v1";

  /** NumPy's {@code default_rng(7).uniform(-1, 1, 59)}, by place. */
  private static final double DRAW_0 = 0.25019093320933394;

  private static final double DRAW_17 = 0.5853238384275061;
  private static final double DRAW_18 = 0.24435845888232532;
  private static final double DRAW_19 = 0.9779202953637698;
  private static final double DRAW_58 = 0.9574957688224432;

  private static EnvironmentOptions compat() {
    return EnvironmentOptions.defaults().withProfile(Profile.COMPAT);
  }

  private static double[] state(Episodes episodes) {
    Physics physics = episodes.environment().physics();
    double[] state = new double[59];
    for (int i = 0; i < 9; i++) {
      state[i] = physics.qpos().get(i);
      state[9 + i] = physics.qvel().get(i);
    }
    for (int i = 9; i < 30; i++) {
      state[9 + i] = physics.qpos().get(i);
    }
    for (int i = 9; i < 29; i++) {
      state[30 + i] = physics.qvel().get(i);
    }
    return state;
  }

  @Test
  void compatDrawsAsNumpy() {
    try (Episodes episodes = new Episodes(TASK, compat())) {
      episodes.reset(7);
      double[] seen = episodes.observation();
      double[] state = state(episodes);
      assertEquals(state[0] + 0.01 * 0.1 * DRAW_0, seen[0]);
      assertEquals(state[17] + 0.01 * 0.1 * DRAW_17, seen[17]);
      // The first element has the amplitude of the position before it, a finger's.
      assertEquals(state[18] + 0.0005 * 0.1 * DRAW_18, seen[18]);
      assertEquals(state[19] + 0.0005 * 0.005 * DRAW_19, seen[19]);
      assertEquals(state[58] + 0.0005 * 0.1 * DRAW_58, seen[58]);
    }
  }

  @Test
  void strictNoiseHasTheAmplitudesOfItsPositions() {
    double[] largest = new double[59];
    try (Episodes episodes = new Episodes(TASK, EnvironmentOptions.defaults())) {
      for (int seed = 0; seed < 200; seed++) {
        episodes.reset(seed);
        double[] seen = episodes.observation();
        double[] state = state(episodes);
        for (int i = 0; i < 59; i++) {
          largest[i] = Math.max(largest[i], Math.abs(seen[i] - state[i]));
        }
      }
    }
    assertEquals(0.001, largest[0], 1e-4);
    assertEquals(0.001, largest[17], 1e-4);
    assertEquals(0.0005 * 0.005, largest[18], 1e-7);
    assertEquals(0.0005 * 0.1, largest[31], 5e-6);
    assertEquals(0.0005 * 0.1, largest[38], 5e-6);
  }

  @Test
  void withoutNoiseItIsTheState() {
    EnvironmentOptions options = EnvironmentOptions.defaults().withSettings(Map.of("noise", "off"));
    try (Episodes episodes = new Episodes(TASK, options)) {
      episodes.reset(3);
      episodes.step(0.1, -0.2, 0.3, 0.1, 0, 0, 0, 1, 1);
      assertArrayEquals(state(episodes), episodes.observation());
    }
  }

  @Test
  void ratiosScaleTheNoiseOfRobotAndElements() {
    try (Episodes upstreams = new Episodes(TASK, EnvironmentOptions.defaults());
        Episodes chosen =
            new Episodes(
                TASK,
                EnvironmentOptions.defaults()
                    .withSettings(
                        Map.of("robot_noise_ratio", "0.02", "object_noise_ratio", "1e-3")))) {
      upstreams.reset(3);
      chosen.reset(3);
      double[] state = state(chosen);
      for (int i = 0; i < 59; i++) {
        double noise = upstreams.observation()[i] - state[i];
        assertEquals(2 * noise, chosen.observation()[i] - state[i], 1e-15);
      }
    }
  }

  @Test
  void theSwitchOfEarlierVersionsStandsForTheRatios() {
    TaskDefinition task = TaskRegistry.load().task(TASK).orElseThrow();
    Map<String, String> standard = TaskOptions.defaults(task).settings();
    assertEquals("0.01", standard.get("robot_noise_ratio"));
    assertEquals("0.0005", standard.get("object_noise_ratio"));
    assertEquals(
        standard, TaskOptions.resolve(Profile.STRICT, Map.of("noise", "on"), task).settings());
    Map<String, String> off =
        TaskOptions.resolve(Profile.STRICT, Map.of("noise", "off"), task).settings();
    assertEquals("0", off.get("robot_noise_ratio"));
    assertEquals("0", off.get("object_noise_ratio"));
    for (Map<String, String> refused :
        List.of(
            Map.of("noise", "0.01"),
            Map.of("noise", "off", "robot_noise_ratio", "0.01"),
            Map.of("robot_noise_ratio", "-1"))) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> TaskOptions.resolve(Profile.STRICT, refused, task))
              .getMessage();
      assertTrue(message.contains("robot_noise_ratio"), message);
    }
  }

  @Test
  void goalsAreWithoutNoise() {
    try (Episodes episodes = new Episodes(TASK, EnvironmentOptions.defaults())) {
      episodes.reset(3);
      double[] state = state(episodes);
      assertNotEquals(state[32], episodes.observation()[32]);
      for (int i = 0; i < 7; i++) {
        assertEquals(state[32 + i], episodes.block(1)[i]);
      }
    }
  }

  @Test
  void aSnapshotHoldsNumpysGenerator() {
    try (Episodes episodes = new Episodes(TASK, compat())) {
      episodes.reset(11);
      episodes.step(new double[9]);
      Snapshot snapshot = episodes.environment().snapshot();
      episodes.step(new double[9]);
      double[] expected = episodes.observation();
      episodes.reset(12);
      episodes.restore(snapshot);
      episodes.step(new double[9]);
      assertArrayEquals(expected, episodes.observation());
    }
  }

  @Test
  void compatRefusesSeedsThatNumpyRefuses() {
    try (Episodes episodes = new Episodes(TASK, compat())) {
      Exception error = assertThrows(IllegalArgumentException.class, () -> episodes.reset(-1));
      assertTrue(error.getMessage().contains("-1"), error.getMessage());
    }
  }
}
