package org.workcell.tasks.libero.experts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.batch.Observation;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.policy.ExpertPolicy;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.problem.TaskConfigs;
import org.workcell.testing.Episodes;

/** Experts succeed, and depend on nothing but what they observe. */
class LiberoExpertTest {

  private static final int SEEDS = 2;
  private static final int STEPS = 60;
  private static final String TASK =
      "libero/object/pick_up_the_tomato_sauce_and_place_it_in_the_basket-v1";

  static Stream<String> ids() {
    return TaskConfigs.all().stream().map(TaskConfig::id);
  }

  private static ExpertDefinition definition(String task) {
    TaskDefinition definition = TaskRegistry.load().task(task).orElseThrow();
    return definition.expert(TaskOptions.defaults(definition)).orElseThrow();
  }

  private static boolean succeeds(String task, long seed) {
    try (Episodes episodes = new Episodes(task, EnvironmentOptions.defaults());
        ExpertPolicy policy = new ExpertPolicy(definition(task), 7)) {
      return episodes.succeeds(policy, seed);
    }
  }

  /** One task each of: pick and place, drawer, knob with two atoms, shelf, sliding. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "libero/spatial/pick_up_the_black_bowl_next_to_the_plate_and_place_it_on_the_plate-v1",
        TASK,
        "libero/goal/open_the_top_drawer_and_put_the_bowl_inside-v1",
        "libero/90/KITCHEN_SCENE3_turn_on_the_stove_and_put_the_frying_pan_on_it-v1",
        "libero/90/STUDY_SCENE4_pick_up_the_book_in_the_middle_and_place_it_on_the_cabinet_shelf-v1"
      })
  void succeed(String task) {
    assertTrue(succeeds(task, 1));
  }

  @Tag("soak")
  @ParameterizedTest
  @MethodSource("ids")
  void succeedInEveryTask(String task) {
    boolean succeeded = false;
    for (int seed = 0; seed < SEEDS; seed++) {
      succeeded |= succeeds(task, seed);
    }
    assertTrue(succeeded);
  }

  @Test
  void everyTaskHasAnExpertThatReadsObservationsOnly() {
    for (TaskConfig config : TaskConfigs.all()) {
      assertFalse(definition(config.id()).readsScene(), config.id());
      assertDoesNotThrow(() -> new LiberoExpert(config), config.id());
    }
  }

  @Test
  void otherKindsOfActionsHaveNoExpert() {
    TaskDefinition task = TaskRegistry.load().task(TASK).orElseThrow();
    TaskOptions options =
        TaskOptions.resolve(Profile.STRICT, Map.of("controller", "joint_position"), task);
    assertTrue(task.expert(options).isEmpty());
  }

  /** The same observations give the same actions, whatever the expert did before. */
  @Test
  void actionsFollowFromObservations() {
    LiberoExpert used = new LiberoExpert(TaskConfigs.of(TASK));
    List<double[][]> recorded = new ArrayList<>();
    try (Episodes episodes = new Episodes(TASK, EnvironmentOptions.defaults())) {
      record(episodes, used, 7, new ArrayList<>());
      record(episodes, used, 8, recorded);
    }
    LiberoExpert fresh = new LiberoExpert(TaskConfigs.of(TASK));
    fresh.start(Episode.seed(99));
    double[] action = new double[7];
    for (double[][] step : recorded) {
      fresh.act(new Recorded(step), action);
      assertArrayEquals(step[4], action);
    }
  }

  private static void record(
      Episodes episodes, LiberoExpert expert, long seed, List<double[][]> recorded) {
    episodes.reset(seed);
    expert.start(Episode.seed(seed));
    for (int i = 0; i < STEPS; i++) {
      double[] action = new double[7];
      double[][] step = {
        episodes.block(0), episodes.block(1), episodes.block(2), episodes.block(3), action
      };
      expert.act(new Recorded(step), action);
      recorded.add(step);
      episodes.step(action);
    }
  }

  /** Another environment that is restored to a snapshot shows the expert the same. */
  @Test
  void continuesFromSnapshots() {
    try (Episodes episodes = new Episodes(TASK, EnvironmentOptions.defaults())) {
      LiberoExpert expert = new LiberoExpert(TaskConfigs.of(TASK));
      record(episodes, expert, 7, new ArrayList<>());
      Snapshot snapshot = episodes.environment().snapshot();
      double[] first = continued(episodes);
      episodes.restore(snapshot);
      assertArrayEquals(first, continued(episodes));
    }
  }

  /** Takes some steps with a fresh expert, and tells where the robot is then. */
  private static double[] continued(Episodes episodes) {
    LiberoExpert expert = new LiberoExpert(TaskConfigs.of(TASK));
    expert.start(Episode.seed(0));
    double[] action = new double[7];
    for (int i = 0; i < 20; i++) {
      double[][] step = {
        episodes.block(0), episodes.block(1), episodes.block(2), episodes.block(3)
      };
      expert.act(new Recorded(step), action);
      episodes.step(action);
    }
    return episodes.block(0);
  }

  /** An observation that was written down. */
  private record Recorded(double[][] blocks) implements Observation {

    @Override
    public double get(int block, int index) {
      return blocks[block][index];
    }

    @Override
    public void read(int block, double[] target) {
      System.arraycopy(blocks[block], 0, target, 0, blocks[block].length);
    }
  }
}
