package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.Profile;
import org.workcell.testing.Episodes;

class MocapHandControllerTest {

  private static final double START_Z = 0.2;

  private static Episodes reach(Profile profile, String actionType) {
    EnvironmentOptions options =
        EnvironmentOptions.defaults()
            .withProfile(profile)
            .withSettings(Map.of("action_dtype", actionType));
    Episodes episodes = new Episodes("metaworld/reach-v3", options);
    episodes.reset(0);
    return episodes;
  }

  private static double targetZ(Episodes episodes) {
    return episodes.environment().physics().mocapPos().get(0, 2);
  }

  @Test
  void compatScalesSinglePrecisionActionsInSinglePrecision() {
    try (Episodes episodes = reach(Profile.COMPAT, "float32")) {
      episodes.step(0, 0, 0.3, 0);
      assertEquals(START_Z + (double) (0.3f * 0.01f), targetZ(episodes));
    }
  }

  @Test
  void strictScalesInDoublePrecision() {
    try (Episodes episodes = reach(Profile.STRICT, "float32")) {
      episodes.step(0, 0, 0.3, 0);
      assertEquals(START_Z + (double) 0.3f * 0.01, targetZ(episodes));
    }
  }

  @Test
  void doublePrecisionActionsKeepTheirValue() {
    for (Profile profile : Profile.values()) {
      try (Episodes episodes = reach(profile, "float64")) {
        episodes.step(0, 0, 0.3, 0);
        assertEquals(START_Z + 0.3 * 0.01, targetZ(episodes));
      }
    }
  }

  @Test
  void targetIsClippedToTheHandsLimits() {
    try (Episodes episodes = reach(Profile.STRICT, "float32")) {
      for (int i = 0; i < 60; i++) {
        episodes.step(7, 7, -7, 0);
      }
      assertArrayEquals(
          new double[] {0.5, 1.0, 0.05}, episodes.environment().physics().mocapPos().toArray());
    }
  }

  @Test
  void fingersGetOppositeEffortsWithoutClipping() {
    try (Episodes episodes = reach(Profile.STRICT, "float32")) {
      episodes.step(0, 0, 0, 1.5);
      assertArrayEquals(
          new double[] {1.5, -1.5}, episodes.environment().physics().ctrl().toArray());
      assertArrayEquals(
          new double[] {1, 0, 1, 0}, episodes.environment().physics().mocapQuat().toArray());
    }
  }
}
