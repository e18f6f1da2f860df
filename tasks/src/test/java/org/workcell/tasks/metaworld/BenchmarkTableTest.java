package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.Scene;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.tasks.metaworld.benchmark.ContextRange;

/** Benchmarks draw from a table of their own, which must say what the tasks say. */
class BenchmarkTableTest {

  private static final int SAMPLES = 500;

  @TestFactory
  Stream<DynamicTest> theTableSaysWhatTheTasksSay() {
    return new MetaWorldSuite()
        .tasks().stream().map(task -> DynamicTest.dynamicTest(task.id(), () -> compare(task)));
  }

  private static void compare(TaskDefinition task) {
    TaskOptions options = TaskOptions.resolve(Profile.STRICT, Map.of(), task);
    ContextRange range = range(task);
    BlockSpec context = task.spec(options).context();
    assertArrayEquals(context.low(), range.low());
    assertArrayEquals(context.high(), range.high());
    try (Scene scene = Scene.load(AssetPack.builtin(), task.scene());
        Physics physics = new Physics(scene.model())) {
      MetaWorldTask<?> rules = (MetaWorldTask<?>) task.newTask(physics, options);
      RandomStream random = new RandomStream(1);
      for (int i = 0; i < SAMPLES; i++) {
        double[] sample = sample(range, random);
        assertEquals(rules.rejects(sample), range.rejects(sample), Arrays.toString(sample));
      }
    }
  }

  private static ContextRange range(TaskDefinition task) {
    String name = task.id().substring(task.id().indexOf('/') + 1);
    return ContextRange.ofTask(name)
        .orElseThrow(
            () ->
                new AssertionError(
                    """
                    task %1$s is in no table. A new task of this suite needs
                    - a row '%1$s; low; high; redrawn when closer than; fixed goal xy' at the end of
                      resources/.../metaworld/benchmark/contexts.txt,
                    - an entry '%1$s' in resources/.../metaworld/task-notes.json, and a row in
                      stages.txt unless the default stages fit,
                    - its page and image: ./workcell pages metaworld --out docs/tasks/metaworld,
                    - a row in the table of docs/metaworld.md\
                    """
                        .formatted(name)));
  }

  /** Somebody who adds a task must learn from the failure what else to add. */
  @Test
  void aTaskWithoutARowIsToldWhatItNeeds() {
    TaskDefinition added = LiftTask.definition();
    String message = assertThrows(AssertionError.class, () -> range(added)).getMessage();
    assertTrue(message.contains("lift-v1;") && message.contains("task-notes.json"), message);
  }

  private static double[] sample(ContextRange range, RandomStream random) {
    double[] sample = new double[range.low().length];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = random.uniform(range.low()[i], range.high()[i]);
    }
    return sample;
  }
}
