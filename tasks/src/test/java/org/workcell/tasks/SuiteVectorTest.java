package org.workcell.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSpec;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.RowStatus;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorMember;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.testing.SampleTasks;

/**
 * All registered tasks whose rows are alike as one vector of different models, with model copies
 * that do not all fit their memory: each environment gives the bytes that it gives alone.
 */
class SuiteVectorTest {

  private static final int HORIZON = 12;
  private static final int ROUNDS = 15;
  private static final long SEED = 21;
  private static final long FEW_MODELS_BYTES = 4L << 20;

  private static final EnvironmentOptions OPTIONS =
      EnvironmentOptions.defaults().withHorizon(HORIZON);

  @TestFactory
  Stream<DynamicTest> aVectorOfAllTasksEqualsItsTasksAlone() {
    Map<String, List<TaskDefinition>> alike =
        SampleTasks.all().stream().collect(Collectors.groupingBy(SuiteVectorTest::rows));
    return alike.values().stream()
        .flatMap(
            tasks ->
                Stream.of(1, 3)
                    .map(
                        workers ->
                            DynamicTest.dynamicTest(
                                "%s and the %d like it, %d workers"
                                    .formatted(tasks.get(0).id(), tasks.size() - 1, workers),
                                () -> compare(tasks, workers))));
  }

  private static String rows(TaskDefinition task) {
    TaskSpec spec = task.spec(TaskOptions.resolve(OPTIONS.profile(), OPTIONS.settings(), task));
    String blocks =
        spec.observation().stream()
            .map(block -> block.name() + block.type() + block.shape())
            .collect(Collectors.joining(" "));
    return "%s %s %s".formatted(spec.action().shape(), blocks, spec.infoColumns());
  }

  private static void compare(Collection<TaskDefinition> tasks, int workers) {
    List<VectorMember> members =
        tasks.stream().map(task -> new VectorMember(task, OPTIONS)).toList();
    PoolOptions pool = PoolOptions.of(workers).withModelBytes(FEW_MODELS_BYTES);
    try (VectorEnvironment vector =
            VectorEnvironment.open(VectorOptions.mixed(members, members.size()), pool);
        EnvironmentFactory factory = new EnvironmentFactory()) {
      vector.reset(SEED);
      BatchStorage alone = BatchStorage.allocate(vector.layout(), members.size());
      Environment[] environments =
          members.stream()
              .map(member -> factory.newEnvironment(member.task(), member.options()))
              .toArray(Environment[]::new);
      for (int i = 0; i < environments.length; i++) {
        environments[i].reset(ResetOptions.seed(SEED + i), alone, i);
      }
      RandomStream actions = new RandomStream(SEED);
      for (int round = 0; round < ROUNDS; round++) {
        assertSame(vector, alone, round);
        step(vector, environments, alone, actions);
      }
    }
  }

  private static void assertSame(VectorEnvironment vector, BatchStorage alone, int round) {
    for (int i = 0; i < vector.count(); i++) {
      VectorBatch batch = vector.current();
      String where = "%s in round %d".formatted(vector.spec(i).id(), round);
      assertTrue(batch.failure(i).isEmpty(), where + ": " + batch.failure(i));
      for (int block = 0; block < alone.observationCount(); block++) {
        assertRowsEqual(alone.observation(block), batch.rows().observation(block), i, where);
      }
      assertRowsEqual(alone.reward(), batch.rows().reward(), i, where);
      assertRowsEqual(alone.truncated(), batch.rows().truncated(), i, where);
      assertRowsEqual(alone.success(), batch.rows().success(), i, where);
      assertRowsEqual(alone.info(), batch.rows().info(), i, where);
      assertRowsEqual(alone.episode(), batch.rows().episode(), i, where);
    }
  }

  private static void assertRowsEqual(
      BatchBlock expected, BatchBlock found, int row, String where) {
    for (int i = 0; i < expected.spec().size(); i++) {
      assertEquals(
          expected.get(row, i), found.get(row, i), () -> where + ": " + expected.spec().name());
    }
  }

  private static void step(
      VectorEnvironment vector,
      Environment[] environments,
      BatchStorage alone,
      RandomStream actions) {
    BatchBlock action = vector.current().rows().action();
    for (int row = 0; row < environments.length; row++) {
      for (int i = 0; i < action.spec().size(); i++) {
        action.put(row, i, actions.uniform(-1, 1));
      }
      action.copyRow(row, alone.action(), row);
    }
    vector.step();
    for (int i = 0; i < environments.length; i++) {
      if (environments[i].needsReset()) {
        assertEquals(RowStatus.RESET, vector.current().status(i));
        environments[i].reset(ResetOptions.seed(vector.current().seed(i)), alone, i);
      } else {
        environments[i].step(alone, i);
      }
    }
  }
}
