package org.workcell.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;

/**
 * What info columns must say from the reset on. Extend it, name the tasks, and the contract runs
 * over each of them, with the columns of costs where a task has them.
 */
public abstract class ColumnContract {

  private static final long SEED = 7;
  private static final double STALE = -12345.678;

  /** How much a step without action may change a column, absolutely or relative to its value. */
  private static final double CHANGE_AT_REST = 0.05;

  /** The tasks under test. */
  protected abstract Collection<TaskDefinition> tasks();

  @TestFactory
  Stream<DynamicTest> resetsWriteEveryColumnWithItsMeaning() {
    return tasks().stream()
        .map(task -> DynamicTest.dynamicTest(task.id(), () -> requireColumnsAtReset(task)));
  }

  private static void requireColumnsAtReset(TaskDefinition task) {
    try (EnvironmentOpener opener = EnvironmentOpener.inProcess()) {
      Environment environment = opener.open(task, options(task));
      List<String> columns = environment.spec().task().infoColumns();
      BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
      double[] atReset = new double[columns.size()];
      Arrays.fill(atReset, STALE);
      storage.info().putRow(0, atReset);
      environment.reset(ResetOptions.seed(SEED), storage, 0);
      storage.info().getRow(0, atReset);
      for (int i = 0; i < atReset.length; i++) {
        // Columns that a task leaves out of its first row are NaN.
        assertTrue(
            Double.isFinite(atReset[i]) && atReset[i] != STALE,
            "%s is %s at a reset".formatted(columns.get(i), atReset[i]));
      }
      storage.action().clearRow(0);
      environment.step(storage, 0);
      for (int i = 0; i < atReset.length; i++) {
        double atRest = storage.info().get(0, i);
        assertEquals(
            atRest,
            atReset[i],
            CHANGE_AT_REST * Math.max(1, Math.abs(atRest)),
            "%s at a reset, against that of a step without action".formatted(columns.get(i)));
      }
    }
  }

  private static EnvironmentOptions options(TaskDefinition task) {
    EnvironmentOptions options = EnvironmentOptions.defaults();
    return task.roles().robot().isPresent() ? options.withSettings(Map.of("costs", "on")) : options;
  }
}
