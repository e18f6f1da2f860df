package org.workcell.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.ExpertPolicy;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.testing.SampleTasks;

/** Progress, kinds of reward and costs of every registered task, along its expert's episode. */
class StandardColumnsTest {

  private static final int[] ONLY = {0};
  private static final long SEED = 11;

  /** One episode of a task's expert; each step is shown to a check. */
  private static final class Run implements AutoCloseable {

    private final EnvironmentFactory factory = new EnvironmentFactory();
    private final Environment environment;
    private final BatchStorage storage;
    private final ExpertPolicy expert;

    Run(TaskDefinition task, Map<String, String> settings) {
      environment =
          factory.newEnvironment(task, EnvironmentOptions.defaults().withSettings(settings));
      storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
      expert =
          new ExpertPolicy(
              task.expert(environment.spec().options()).orElseThrow(),
              environment.spec().task().action().size());
      environment.reset(ResetOptions.seed(SEED), storage, 0);
      expert.start(0, Episode.seed(SEED));
    }

    double column(String name) {
      List<String> columns = environment.spec().task().infoColumns();
      assertTrue(columns.contains(name), name + " is not among " + columns);
      return storage.info().get(0, columns.indexOf(name));
    }

    boolean success() {
      return storage.success().get(0, 0) == 1;
    }

    double reward() {
      return storage.reward().get(0, 0);
    }

    /** One step of the expert; false once the episode has ended. */
    boolean step() {
      if (environment.needsReset()) {
        return false;
      }
      expert.act(storage, ONLY, storage.action());
      environment.step(storage, 0);
      return true;
    }

    @Override
    public void close() {
      expert.close();
      factory.close();
    }
  }

  private static TaskDefinition task(String id) {
    return TaskRegistry.load().task(id).orElseThrow();
  }

  @TestFactory
  Stream<DynamicTest> progressLeadsToSuccess() {
    return SampleTasks.all().stream()
        .map(task -> DynamicTest.dynamicTest(task.id(), () -> progressLeadsToSuccess(task)));
  }

  private static void progressLeadsToSuccess(TaskDefinition task) {
    int stages = task.spec(TaskOptions.defaults(task)).stages().count();
    try (Run run = new Run(task, Map.of())) {
      double start = run.column("progress");
      assertTrue(start >= 0 && start < 1, "at the start: " + start);
      boolean between = false;
      double lowest = start;
      while (!run.success() && run.step()) {
        double progress = run.column("progress");
        assertTrue(progress >= 0 && progress <= 1, "progress " + progress);
        assertEquals(run.success(), progress == 1, "progress %s".formatted(progress));
        between |= progress > lowest && progress < 1;
        lowest = Math.min(lowest, progress);
      }
      assertTrue(run.success(), "the expert succeeds");
      assertTrue(between || countsOneAtom(task), "progress rises before success");
      assertEquals(stages, run.column("stages_reached"));
    }
  }

  /**
   * LIBERO-style tasks count goal atoms that hold; most have one. RLBench-style tasks know success
   * alone.
   */
  private static boolean countsOneAtom(TaskDefinition task) {
    boolean atoms = task.id().startsWith("libero/") || task.id().startsWith("rlbench/");
    return atoms && task.spec(TaskOptions.defaults(task)).stages().count() == 1;
  }

  @Test
  void namesTheStagesOfGraspingAndOfTheKitchen() {
    TaskDefinition place = task("metaworld/pick-place-v3");
    TaskDefinition mixed = task("kitchen/mixed-v1");
    assertEquals(
        List.of("near", "grasped", "placed"),
        place.spec(TaskOptions.defaults(place)).stages().names());
    assertEquals(
        List.of("bottom-burner", "light-switch", "microwave", "kettle"),
        mixed.spec(TaskOptions.defaults(mixed)).stages().names());
  }

  @Test
  void rewardsCanBeSparseOrPenalizeTime() {
    for (String id : List.of("metaworld/push-v3", "kitchen/microwave-v1")) {
      try (Run sparse = new Run(task(id), Map.of("reward", "sparse"));
          Run penalty = new Run(task(id), Map.of("reward", "time_penalty"))) {
        boolean succeeded = false;
        while (!succeeded && sparse.step() && penalty.step()) {
          assertEquals(sparse.success() ? 1 : 0, sparse.reward());
          assertEquals(penalty.success() ? 0 : -1, penalty.reward());
          succeeded = sparse.success();
        }
        assertTrue(succeeded, id);
      }
    }
  }

  @Test
  void rewardNamesAVersionToo() {
    TaskDefinition push = task("metaworld/push-v3");
    EnvironmentOptions options = EnvironmentOptions.defaults();
    TaskOptions resolved = TaskOptions.resolve(options.profile(), Map.of("reward", "v1"), push);
    assertEquals("v1", resolved.setting("reward_version"));
    assertEquals("task", resolved.setting("reward"));
  }

  @Test
  void costsTellPathLengthCollisionsAndDrops() {
    try (Run run = new Run(task("metaworld/pick-place-v3"), Map.of("costs", "on"))) {
      double length = 0;
      while (!run.success() && run.step()) {
        length += run.column("cost_path_length");
        assertEquals(0, run.column("cost_collision"), "the expert touches the puck only");
      }
      assertTrue(length > 0.2 && length < 1.5, "the hand's path is %s m".formatted(length));
      assertEquals(1, drops(run), "the lifted puck falls once the fingers open");
    }
    try (Run run = new Run(task("metaworld/push-wall-v3"), Map.of("costs", "on"))) {
      assertTrue(collides(run), "the hand runs into the wall");
    }
  }

  private static double drops(Run run) {
    double drops = 0;
    for (int i = 0; i < 60; i++) {
      drops += push(run, 0, 0, 1, -1).column("cost_drop");
    }
    return drops;
  }

  private static boolean collides(Run run) {
    double collisions = 0;
    for (int i = 0; i < 100; i++) {
      collisions += push(run, 0.3, i < 30 ? 0 : 1, -1, 1).column("cost_collision");
    }
    return collisions > 0;
  }

  private static Run push(Run run, double... action) {
    run.storage.action().putRow(0, action);
    run.environment.step(run.storage, 0);
    return run;
  }
}
