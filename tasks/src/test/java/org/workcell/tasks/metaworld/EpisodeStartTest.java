package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.Profile;
import org.workcell.tasks.common.Vectors;
import org.workcell.tasks.robots.SawyerHand;
import org.workcell.testing.Episodes;

class EpisodeStartTest {

  private static final String PUSH = "metaworld/push-v3";
  private static final int FRAME = 18;
  private static final int GOAL = 36;

  private static EnvironmentOptions profile(Profile profile) {
    return EnvironmentOptions.defaults().withProfile(profile);
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void seedsDetermineContexts(Profile profile) {
    try (Episodes episodes = new Episodes(PUSH, profile(profile))) {
      episodes.reset(1);
      double[] first = episodes.context();
      episodes.reset(2);
      assertFalse(Arrays.equals(first, episodes.context()));
      episodes.reset(1);
      assertArrayEquals(first, episodes.context());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"metaworld/reach-v3", PUSH, "metaworld/drawer-open-v3"})
  void drawnContextsKeepTheirBounds(String task) {
    try (Episodes episodes = new Episodes(task, profile(Profile.STRICT))) {
      BlockSpec bounds = episodes.environment().spec().task().context();
      for (int seed = 0; seed < 20; seed++) {
        episodes.reset(seed);
        double[] context = episodes.context();
        for (int i = 0; i < context.length; i++) {
          assertTrue(context[i] >= bounds.low()[i] && context[i] <= bounds.high()[i]);
        }
        // Accepted again, so it was none that the task rejects.
        episodes.resetTo(context);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void contextsThatUpstreamRedrawsForeverAreRefused(Profile profile) {
    try (Episodes episodes = new Episodes(PUSH, profile(profile))) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> episodes.resetTo(0, 0.7, 0.02, 0, 0.8, 0.015))
              .getMessage();
      assertTrue(message.contains("too close"), message);
    }
  }

  @Test
  void contextsOutsideTheirBoundsAreRefused() {
    try (Episodes episodes = new Episodes(PUSH, profile(Profile.STRICT))) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> episodes.resetTo(0, 0.6, 0.02, 0, 0.95, 0.015))
              .getMessage();
      assertTrue(message.contains("context[4]") && message.contains("0.8..0.9"), message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"metaworld/reach-v3", PUSH, "metaworld/drawer-open-v3"})
  void strictPublishesTheSameFrameTwiceAtFirst(String task) {
    try (Episodes episodes = new Episodes(task, profile(Profile.STRICT))) {
      episodes.reset(3);
      double[] first = episodes.observation();
      assertArrayEquals(Arrays.copyOf(first, FRAME), Arrays.copyOfRange(first, FRAME, 2 * FRAME));
      episodes.step(1, 1, 1, 1);
      double[] second = episodes.observation();
      assertArrayEquals(Arrays.copyOf(first, FRAME), Arrays.copyOfRange(second, FRAME, 2 * FRAME));
    }
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void earlierEpisodesLeaveNoTrace(Profile profile) {
    try (Episodes fresh = new Episodes("metaworld/drawer-open-v3", profile(profile));
        Episodes used = new Episodes("metaworld/drawer-open-v3", profile(profile))) {
      used.reset(8);
      for (int i = 0; i < 50; i++) {
        used.step(0.3, 1, -1, 1);
      }
      fresh.reset(9);
      used.reset(9);
      for (int i = 0; i < 20; i++) {
        assertArrayEquals(fresh.observation(), used.observation());
        fresh.step(0, 1, -1, -1);
        used.step(0, 1, -1, -1);
      }
    }
  }

  @Test
  void contextPlacesPuckGoalAndMarker() {
    try (Episodes episodes = new Episodes(PUSH, profile(Profile.STRICT))) {
      episodes.resetTo(-0.05, 0.65, 0.02, 0.07, 0.85, 0.015);
      double[] observation = episodes.observation();
      assertEquals(-0.05, observation[4], 1e-12);
      assertEquals(0.65, observation[5], 1e-12);
      assertEquals(0.02, observation[6], 1e-3, "the puck's centre, at rest");
      assertEquals(0.07, observation[GOAL]);
      assertEquals(0.85, observation[GOAL + 1]);
      var physics = episodes.environment().physics();
      assertEquals(0.07, physics.sitePos().get(physics.scene().site("goal"), 0), 1e-12);
    }
  }

  /** Version v1 counts from the distance at the start, which thereby shows in the reward. */
  @Test
  void strictReadsPositionsThatAreUpToDate() {
    EnvironmentOptions options = profile(Profile.STRICT).withSettings(Map.of("reward", "v1"));
    try (Episodes episodes = new Episodes("metaworld/reach-v3", options)) {
      episodes.reset(1);
      double[] goal = Arrays.copyOfRange(episodes.observation(), GOAL, GOAL + 3);
      double[] tcp = new double[3];
      new SawyerHand(episodes.environment().physics()).readTcp(tcp);
      for (int i = 0; i < 10; i++) {
        episodes.step(0, 1, 0, 0);
      }
      double expected =
          LegacyRewards.progress(episodes.info("obj_to_target"), Vectors.distance(tcp, goal));
      assertTrue(expected > 0, "the hand came closer");
      assertEquals(expected, episodes.reward(), 1e-9);
    }
  }

  @Test
  void hiddenGoalsAreZeros() {
    EnvironmentOptions options = profile(Profile.STRICT).withSettings(Map.of("goal", "hidden"));
    try (Episodes episodes = new Episodes(PUSH, options)) {
      episodes.reset(1);
      double[] zeros = new double[3];
      assertArrayEquals(zeros, Arrays.copyOfRange(episodes.observation(), GOAL, GOAL + 3));
      BlockSpec spec = episodes.environment().spec().task().observation().get(0);
      assertArrayEquals(zeros, Arrays.copyOfRange(spec.high(), GOAL, GOAL + 3));
    }
  }
}
