package org.workcell.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.policy.ExpertPolicy;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.task.TaskSpec;
import org.workcell.sim.task.Variation;
import org.workcell.testing.Episodes;
import org.workcell.testing.SampleTasks;

/** Words tell tasks apart, and say what fulfils them. */
class InstructionsTest {

  private static String plain(String words) {
    return words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
  }

  /** A policy that reads images and words could not know which rule it is judged by. */
  @Test
  void tasksOfOneSceneWithDifferentSuccessRulesDoNotShareAnInstruction() {
    Map<String, TaskSpec> known = new HashMap<>();
    for (TaskDefinition task : SampleTasks.all()) {
      TaskSpec spec = task.spec(TaskOptions.defaults(task));
      for (Variation variation : spec.variations()) {
        String key = task.scene() + " " + plain(variation.instruction());
        TaskSpec other = known.putIfAbsent(key, spec);
        if (other != null && !other.id().equals(spec.id())) {
          assertEquals(
              other.successRule(),
              spec.successRule(),
              () -> "%s and %s say '%s'".formatted(other.id(), spec.id(), variation.instruction()));
        }
      }
    }
    assertTrue(known.size() > 60, "instructions: " + known.size());
  }

  /** Doing what the words say fulfils the task, and hardly less does. */
  @ParameterizedTest
  @CsvSource({
    "metaworld/dial-turn-v3, knob_Joint_1, about a quarter of a revolution, 90, 79",
    "metaworld/dial-turn-v3, knob_Joint_1, about a quarter of a revolution, -90, -79",
  })
  void anglesInWordsAreThoseThatFulfilTheTask(
      String id, String joint, String words, double said, double stated) {
    TaskDefinition task = TaskRegistry.load().task(id).orElseThrow();
    TaskSpec spec = task.spec(TaskOptions.defaults(task));
    assertTrue(spec.instruction().contains(words), spec.instruction());
    String degrees = "at least %.0f degrees".formatted(Math.abs(stated));
    assertTrue(spec.successRule().contains(degrees), spec.successRule());
    assertTrue(succeeds(id, joint, said), "at " + said + " degrees");
    assertTrue(succeeds(id, joint, stated), "at " + stated + " degrees");
    double less = stated - Math.signum(stated);
    assertFalse(succeeds(id, joint, less), "at " + less + " degrees");
  }

  private static boolean succeeds(String task, String joint, double degrees) {
    try (Episodes episodes = new Episodes(task, EnvironmentOptions.defaults())) {
      episodes.reset(1);
      Physics physics = episodes.environment().physics();
      physics.qpos().set(physics.scene().positionAddress(joint), Math.toRadians(degrees));
      episodes.step(new double[4]);
      return episodes.success();
    }
  }

  /**
   * Which way the expert turns what the task is about, seen from above (x right, y up) or from the
   * robot (x right, z up), against the words.
   */
  @ParameterizedTest
  @CsvSource({
    "metaworld/faucet-open-v3, faucetBase, 1, counter-clockwise",
    "metaworld/faucet-close-v3, faucetBase, 1, clockwise",
    "metaworld/door-unlock-v3, lock_link, 2, counter-clockwise",
    "metaworld/door-lock-v3, lock_link, 2, clockwise"
  })
  void directionsInWordsAreThoseThatFulfilTheTask(
      String task, String pivot, int upAxis, String direction) {
    EnvironmentOptions options = EnvironmentOptions.defaults();
    try (Episodes episodes = new Episodes(task, options)) {
      TaskSpec spec = episodes.environment().spec().task();
      assertTrue((" " + spec.instruction()).contains(" " + direction), spec.instruction());
      TaskDefinition definition = TaskRegistry.load().task(task).orElseThrow();
      ExpertDefinition expert =
          definition.expert(episodes.environment().spec().options()).orElseThrow();
      episodes.reset(3);
      double[] start = fromPivot(episodes, pivot);
      try (ExpertPolicy policy = new ExpertPolicy(expert, spec.action().size())) {
        assertTrue(episodes.play(policy, 3).successAtEnd());
      }
      double[] end = fromPivot(episodes, pivot);
      double turn = start[0] * end[upAxis] - start[upAxis] * end[0];
      assertEquals(direction.equals("clockwise") ? -1 : 1, Math.signum(turn), "sense of the turn");
    }
  }

  /** The observed point of the object, seen from the body about which it turns. */
  private static double[] fromPivot(Episodes episodes, String body) {
    Physics physics = episodes.environment().physics();
    int index = physics.scene().body(body);
    double[] offset = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      offset[axis] = episodes.observation()[4 + axis] - physics.bodyPos().get(index, axis);
    }
    return offset;
  }
}
