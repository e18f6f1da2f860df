package org.workcell.tasks.kitchen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.EpisodeStatistics;
import org.workcell.testing.Episodes;

/** Goals are counted as upstream's rules say; elements are put to their goals by hand. */
class CompletionsTest {

  private static final double[] REST = new double[9];

  private static Episodes custom(String... settings) {
    Map<String, String> chosen = new LinkedHashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      chosen.put(settings[i], settings[i + 1]);
    }
    return new Episodes("kitchen/custom-v1", EnvironmentOptions.defaults().withSettings(chosen));
  }

  private static void put(Episodes episodes, String joint, double... position) {
    int address = episodes.environment().physics().scene().positionAddress(joint);
    episodes.environment().physics().qpos().write(address, position);
  }

  @Test
  void aGoalPaysOnce() {
    try (Episodes episodes = custom("goal", "microwave+slide-cabinet")) {
      episodes.reset(0);
      episodes.step(REST);
      assertEquals(0, episodes.reward());
      assertEquals(1, episodes.info("tasks_to_complete_microwave"));
      put(episodes, "microwave", -0.75);
      episodes.step(REST);
      assertEquals(1, episodes.reward());
      assertEquals(1, episodes.info("step_task_completions_microwave"));
      assertEquals(0, episodes.info("tasks_to_complete_microwave"));
      episodes.step(REST);
      assertEquals(0, episodes.reward());
      assertEquals(0, episodes.info("step_task_completions_microwave"));
      assertEquals(1, episodes.info("episode_task_completions_microwave"));
      assertEquals(1, episodes.info("completed_tasks"));
      assertFalse(episodes.terminated());
    }
  }

  @Test
  void allGoalsEndTheEpisode() {
    try (Episodes episodes = custom("goal", "microwave+slide-cabinet")) {
      episodes.reset(0);
      put(episodes, "microwave", -0.75);
      episodes.step(REST);
      put(episodes, "microwave", 0);
      put(episodes, "slide_cabinet", 0.37);
      episodes.step(REST);
      assertTrue(episodes.terminated());
      assertTrue(episodes.success());
    }
  }

  @Test
  void successAtTheEndIsThatOfTheState() {
    try (Episodes episodes =
        custom("goal", "microwave+slide-cabinet", "terminate_on_tasks_completed", "false")) {
      episodes.reset(0);
      put(episodes, "microwave", -0.75);
      episodes.step(REST);
      put(episodes, "microwave", 0);
      put(episodes, "slide_cabinet", 0.37);
      episodes.step(REST);
      assertTrue(episodes.success(), "both were reached");
      EpisodeStatistics statistics = episodes.environment().statistics();
      assertTrue(statistics.successOnce());
      assertEquals(2, statistics.firstSuccessStep());
      assertFalse(statistics.successAtEnd(), "the microwave is shut again");
      put(episodes, "microwave", -0.75);
      episodes.step(REST);
      assertTrue(episodes.environment().statistics().successAtEnd());
      put(episodes, "slide_cabinet", 0);
      episodes.step(REST);
      assertTrue(episodes.success());
      assertTrue(episodes.environment().statistics().successOnce());
      assertFalse(episodes.environment().statistics().successAtEnd());
    }
  }

  @Test
  void allGoalsAreToBeReachedAtAReset() {
    try (Episodes episodes = custom("goal", "microwave+slide-cabinet")) {
      episodes.reset(0);
      assertEquals(1, episodes.info("tasks_to_complete_microwave"));
      assertEquals(1, episodes.info("tasks_to_complete_slide_cabinet"));
      assertEquals(0, episodes.info("completed_tasks"));
    }
  }

  @Test
  void keptGoalsPayInEveryStepAndNeedNotEndTheEpisode() {
    try (Episodes episodes =
        custom(
            "goal",
            "microwave",
            "remove_task_when_completed",
            "false",
            "terminate_on_tasks_completed",
            "false")) {
      episodes.reset(0);
      put(episodes, "microwave", -0.75);
      for (int i = 0; i < 3; i++) {
        episodes.step(REST);
        assertEquals(1, episodes.reward());
        assertEquals(1, episodes.info("tasks_to_complete_microwave"));
        assertFalse(episodes.terminated());
        assertTrue(episodes.success());
      }
    }
  }

  @Test
  void theThresholdItselfDoesNotCount() {
    Goal goal = Goals.SLIDE_CABINET;
    try (Episodes episodes = custom("goal", "slide-cabinet")) {
      episodes.reset(0);
      int address = goal.address(episodes.environment().physics().scene());
      put(episodes, "slide_cabinet", 0.37 - 0.2999);
      assertTrue(goal.reached(episodes.environment().physics(), address));
      put(episodes, "slide_cabinet", 0.37 - 0.3001);
      assertFalse(goal.reached(episodes.environment().physics(), address));
    }
  }

  @Test
  void blocksKeepTheOrderOfTheSeven() {
    try (Episodes episodes = custom("goal", "kettle+bottom-burner")) {
      episodes.reset(0);
      assertArrayEquals(
          new double[] {-0.88, -0.01, -0.23, 0.75, 1.62, 0.99, 0, 0, -0.06}, episodes.block(2));
      assertEquals(KitchenScene.START[11], episodes.block(1)[0]);
      assertEquals(KitchenScene.START[23], episodes.block(1)[2]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "kettle+kettle", "kettle+toaster", "kettle+", "+"})
  void refusesOtherGoals(String goal) {
    Exception error = assertThrows(IllegalArgumentException.class, () -> custom("goal", goal));
    assertTrue(error.getMessage().contains("one or several"), error.getMessage());
  }
}
