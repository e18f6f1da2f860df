package org.workcell.sim.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskSpec;
import org.workcell.testing.IntegratorSource;

/** Tasks of different shapes in one vector. */
class PaddedRowsTest {

  private static final IntegratorSource LARGE = IntegratorSource.of("testing/large-v1", 3, 9);
  private static final IntegratorSource SMALL =
      new IntegratorSource(
          "testing/small-v1", 2, DataType.FLOAT32, List.of("error", "distance"), 9);

  private static double[] row(BatchBlock block, int row) {
    double[] values = new double[block.spec().size()];
    block.getRow(row, values);
    return values;
  }

  @Test
  void equalTasksHaveNoMasks() {
    IntegratorSource other = IntegratorSource.of("testing/other-v1", 3, 4);
    VectorOptions options = VectorOptions.mixed(List.of(LARGE, other), 2);
    try (VectorEnvironment vector = VectorEnvironment.open(options, PoolOptions.of(1))) {
      assertTrue(vector.layout().masks().isEmpty());
      assertEquals(LARGE.taskSpec().observation(), vector.layout().observation());
    }
  }

  @Test
  void masksSayWhatATaskHas() {
    VectorOptions options = VectorOptions.mixed(List.of(LARGE, SMALL), 3);
    try (VectorEnvironment vector = VectorEnvironment.open(options, PoolOptions.of(1));
        Environment alone = SMALL.open(null)) {
      BatchLayout layout = vector.layout();
      assertEquals(3, layout.action().size());
      assertEquals(DataType.FLOAT64, layout.observation().get(0).type(), "widened");
      assertEquals(List.of("distance", "error"), layout.infoColumns());
      vector.reset(5);
      BatchStorage rows = vector.current().rows();
      assertArrayEquals(new double[] {1, 1, 1}, row(rows.maskOf("action").orElseThrow(), 0));
      assertArrayEquals(new double[] {1, 1, 0}, row(rows.maskOf("action").orElseThrow(), 1));
      assertArrayEquals(new double[] {1, 1, 0}, row(rows.maskOf("observation").orElseThrow(), 1));
      assertArrayEquals(new double[] {1, 0}, row(rows.maskOf("info").orElseThrow(), 0));
      assertArrayEquals(new double[] {1, 1}, row(rows.maskOf("info").orElseThrow(), 1));
      assertTrue(rows.maskOf("goal").isEmpty(), "the same in all tasks");
      assertRowEqualsAlone(vector, alone);
    }
  }

  private static void assertRowEqualsAlone(VectorEnvironment vector, Environment alone) {
    BatchStorage own = BatchStorage.allocate(SMALL.taskSpec().layout(), 1);
    alone.reset(ResetOptions.seed(6), own, 0);
    for (int step = 0; step < 5; step++) {
      for (int i = 0; i < 2; i++) {
        own.action().put(0, i, 0.3 * i - 0.1 * step);
        vector.current().rows().action().put(1, i, 0.3 * i - 0.1 * step);
      }
      vector.current().rows().action().put(1, 2, Double.NaN);
      alone.step(own, 0);
      BatchStorage rows = vector.step().rows();
      assertEquals(own.observation(0).get(0, 1), rows.observation(0).get(1, 1));
      assertEquals(0, rows.observation(0).get(1, 2), "padding");
      assertEquals(own.observation(1).get(0, 0), rows.observation(1).get(1, 0));
      assertEquals(own.info().get(0, 1), rows.info().get(1, 0), "columns go by name");
      assertEquals(own.info().get(0, 0), rows.info().get(1, 1));
      assertEquals(own.reward().get(0, 0), rows.reward().get(1, 0));
    }
  }

  @Test
  void aRowThatChangesItsTaskKeepsNothingOfTheOther() {
    VectorOptions options = VectorOptions.mixed(List.of(LARGE, SMALL), 1);
    try (VectorEnvironment vector = VectorEnvironment.open(options, PoolOptions.of(1))) {
      vector.reset(5);
      for (int step = 0; step < 3; step++) {
        vector.current().rows().action().put(0, 2, 1);
        vector.step();
      }
      assertTrue(vector.current().rows().observation(0).get(0, 2) > 2);
      vector.reset(new int[] {0}, List.of(ResetOptions.seed(1).withTask(SMALL.id())));
      for (int step = 0; step < 3; step++) {
        BatchStorage rows = vector.current().rows();
        assertEquals(0, rows.observation(0).get(0, 2), "step " + step);
        assertEquals(0, rows.maskOf("observation").orElseThrow().get(0, 2));
        vector.step();
      }
      assertEquals(SMALL.id(), vector.spec(0).id());
    }
  }

  @Test
  void shapesOfOneRankGrowAlongEachDimension() {
    BatchLayout layout = shared(List.of(2, 3), List.of(4, 1));
    assertEquals(List.of(4, 3), layout.observation().get(0).shape());
    int[] places = RowPadding.elements(block(List.of(2, 3)), layout.observation().get(0));
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, places);
    places = RowPadding.elements(block(List.of(4, 1)), layout.observation().get(0));
    assertArrayEquals(new int[] {0, 3, 6, 9}, places);
  }

  @Test
  void shapesOfDifferentRanksBecomeFlat() {
    BatchLayout layout = shared(List.of(2, 3), List.of(4));
    assertEquals(List.of(6), layout.observation().get(0).shape());
    assertEquals(List.of(6), layout.masks().get(0).shape());
  }

  @Test
  void blocksThatATaskLacksAreMasked() {
    TaskSpec with = LARGE.taskSpec();
    TaskSpec without = with.toBuilder().observation(with.observation().subList(0, 1)).build();
    BatchLayout layout = VectorLayout.of(List.of(without, with));
    assertEquals(with.observation(), layout.observation());
    assertEquals(List.of("mask_goal"), layout.masks().stream().map(BlockSpec::name).toList());
  }

  private static BlockSpec block(List<Integer> shape) {
    return new BlockSpec("seen", DataType.FLOAT32, shape, new double[] {-1}, new double[] {1});
  }

  private static BatchLayout shared(List<Integer> first, List<Integer> second) {
    TaskSpec task = LARGE.taskSpec();
    return VectorLayout.of(
        List.of(
            task.toBuilder().observation(block(first)).build(),
            task.toBuilder().observation(block(second)).build()));
  }
}
