package org.workcell.evaluation.demonstrations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.demonstrations.Demonstration;
import org.workcell.datasets.demonstrations.DemonstrationLine;
import org.workcell.datasets.demonstrations.Demonstrations;
import org.workcell.evaluation.Evaluation;
import org.workcell.evaluation.PolicyKind;
import org.workcell.evaluation.Recording;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.task.TaskSpec;

/** What the file of every registered task holds, whoever wrote the task. */
class DemonstrationsOnAllTasksTest {

  private static final int STEPS = 5;
  private static final TaskRegistry TASKS = TaskRegistry.load();

  @TempDir Path folder;

  @Test
  void everyTaskGivesAFileThatReadsBackToTheBit() {
    List<TaskDefinition> tasks = List.copyOf(TASKS.tasks());
    EnvironmentOptions options = EnvironmentOptions.defaults().withHorizon(STEPS);
    Evaluation evaluation =
        Evaluation.builder(tasks, PolicyKind.EXPERT)
            .options(options, "builtin")
            .firstSeed(5)
            .recording(new Recording(OptionalInt.empty(), List.of("noise=std:0.2,correlation:0.5")))
            .build();
    DemonstrationOrder order = new DemonstrationOrder(evaluation, 1, Keep.ALL, 6);
    try (DemonstrationRun run = DemonstrationRun.check(order);
        DemonstrationFolder made = run.create(folder, List.of())) {
      assertTrue(run.run(made, 2, 1, result -> {}));
      run.finish(made);
    }
    Demonstrations demonstrations = Demonstrations.open(folder);
    assertEquals(tasks.stream().map(TaskDefinition::id).toList(), demonstrations.tasks());
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      for (DemonstrationLine line : demonstrations.kept()) {
        requireEqual(demonstrations.read(line), factory, options);
      }
    }
  }

  /** Steps an environment that was restored from the snapshot of the file. */
  private static void requireEqual(
      Demonstration read, EnvironmentFactory factory, EnvironmentOptions options) {
    TaskDefinition task = TASKS.task(read.line().task()).orElseThrow();
    try (SimulatedEnvironment environment = factory.newEnvironment(task, options)) {
      TaskSpec spec = environment.spec().task();
      BatchStorage storage = BatchStorage.allocate(spec.layout(), 1);
      environment.restore(Snapshot.fromBytes(read.snapshot()), storage, 0);
      requireObserved(read, spec, storage, 0);
      for (int step = 0; step < read.steps(); step++) {
        storage.action().putRow(0, read.executedAction().row(step));
        environment.step(storage, 0);
        requireObserved(read, spec, storage, step + 1);
        assertEquals(storage.reward().get(0, 0), read.reward().number(step));
        assertEquals(storage.success().get(0, 0), read.success().number(step));
        assertEquals(storage.terminated().get(0, 0), read.array("terminated").number(step));
        assertEquals(storage.truncated().get(0, 0), read.array("truncated").number(step));
      }
      assertEquals(STEPS, read.steps());
      assertEquals(environment.instruction(), read.array("instruction").text(0));
      assertEquals(5, read.array("seed").longNumber(0));
      assertArrayEquals(environment.record().context(), read.context());
      assertArrayEquals(environment.record().actions(), read.record().actionBytes());
      assertEquals(1, read.degraded().orElseThrow().number(0));
    }
  }

  private static void requireObserved(
      Demonstration read, TaskSpec spec, BatchStorage storage, int row) {
    for (int i = 0; i < spec.observation().size(); i++) {
      BlockSpec block = spec.observation().get(i);
      NpyArray array = read.observation(block.name());
      assertEquals(block.type().numpyName().charAt(0), kind(array.type()));
      double[] expected = new double[block.size()];
      storage.observation(i).getRow(0, expected);
      assertArrayEquals(expected, array.row(row), block.name() + " of " + spec.id());
    }
    for (int i = 0; i < spec.infoColumns().size(); i++) {
      String column = spec.infoColumns().get(i);
      assertEquals(storage.info().get(0, i), read.info(column).number(row), column);
    }
  }

  private static char kind(String npyType) {
    return npyType.charAt(1);
  }
}
