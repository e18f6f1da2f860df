package org.workcell.sim.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.task.TaskSpec;

/**
 * The layout that the tasks of a vector share. Tasks of one shape share their own; others share one
 * that holds each block of any of them at its largest size, in a type that holds all, with masks
 * for what some task does not fill.
 */
final class VectorLayout {

  /** The name of the block of info columns. */
  static final String INFO = "info";

  private static final double ANY = Double.POSITIVE_INFINITY;

  private final BatchLayout shared;
  private final List<BlockSpec> masks = new ArrayList<>();

  private VectorLayout(List<BatchLayout> layouts) {
    BlockSpec action = shared(layouts.stream().map(BatchLayout::action).toList(), layouts.size());
    Map<String, List<BlockSpec>> observation = new LinkedHashMap<>();
    Set<String> info = new LinkedHashSet<>();
    for (BatchLayout layout : layouts) {
      for (BlockSpec block : layout.observation()) {
        observation.computeIfAbsent(block.name(), unused -> new ArrayList<>()).add(block);
      }
      info.addAll(layout.infoColumns());
    }
    List<BlockSpec> blocks =
        observation.values().stream().map(each -> shared(each, layouts.size())).toList();
    boolean sameColumns =
        layouts.stream().allMatch(each -> each.infoColumns().size() == info.size());
    if (!sameColumns) {
      addMask(BlockSpec.vector(INFO, DataType.FLOAT64, info.size(), -ANY, ANY));
    }
    shared = new BatchLayout(action, blocks, List.copyOf(info)).withMasks(masks);
  }

  /** The layout that tasks share, at least one. */
  static BatchLayout of(List<TaskSpec> tasks) {
    return new VectorLayout(tasks.stream().map(TaskSpec::layout).toList()).shared;
  }

  /** Whether environments of a layout can write into shared rows themselves. */
  static boolean fits(BatchLayout own, BatchLayout shared) {
    boolean fits =
        fits(own.action(), shared.action())
            && own.infoColumns().equals(shared.infoColumns())
            && own.observation().size() == shared.observation().size();
    for (int i = 0; fits && i < own.observation().size(); i++) {
      fits = fits(own.observation().get(i), shared.observation().get(i));
    }
    return fits;
  }

  private static boolean fits(BlockSpec own, BlockSpec shared) {
    return own.name().equals(shared.name())
        && own.type() == shared.type()
        && own.shape().equals(shared.shape());
  }

  private void addMask(BlockSpec block) {
    masks.add(
        new BlockSpec(
            BatchLayout.maskName(block.name()),
            DataType.UINT8,
            block.shape(),
            new double[] {0},
            new double[] {1}));
  }

  private BlockSpec shared(List<BlockSpec> blocks, int tasks) {
    BlockSpec first = blocks.get(0);
    if (blocks.size() == tasks && blocks.stream().allMatch(first::equals)) {
      return first;
    }
    boolean oneShape = blocks.stream().allMatch(each -> each.shape().equals(first.shape()));
    List<Integer> shape = oneShape ? first.shape() : largest(blocks);
    DataType type = blocks.stream().map(BlockSpec::type).reduce(first.type(), VectorLayout::widest);
    BlockSpec unbounded =
        new BlockSpec(first.name(), type, shape, new double[] {0}, new double[] {0});
    boolean isFilled = oneShape && blocks.size() == tasks;
    BlockSpec block = withBounds(unbounded, blocks, isFilled);
    if (!isFilled) {
      addMask(block);
    }
    return block;
  }

  private static List<Integer> largest(List<BlockSpec> blocks) {
    int rank = blocks.get(0).shape().size();
    if (blocks.stream().anyMatch(each -> each.shape().size() != rank)) {
      return List.of(Collections.max(blocks.stream().map(BlockSpec::size).toList()));
    }
    List<Integer> sizes = new ArrayList<>();
    for (int d = 0; d < rank; d++) {
      int dimension = d;
      sizes.add(Collections.max(blocks.stream().map(each -> each.shape().get(dimension)).toList()));
    }
    return sizes;
  }

  /** Bounds of all tasks together; where some task has no element they include zero. */
  private static BlockSpec withBounds(BlockSpec block, List<BlockSpec> all, boolean isFilled) {
    double[] low = new double[block.size()];
    double[] high = new double[block.size()];
    Arrays.fill(low, isFilled ? ANY : 0);
    Arrays.fill(high, isFilled ? -ANY : 0);
    for (BlockSpec each : all) {
      int[] places = RowPadding.elements(each, block);
      double[] lows = each.low();
      double[] highs = each.high();
      for (int i = 0; i < places.length; i++) {
        low[places[i]] = Math.min(low[places[i]], lows[i]);
        high[places[i]] = Math.max(high[places[i]], highs[i]);
      }
    }
    return new BlockSpec(block.name(), block.type(), block.shape(), low, high);
  }

  private static DataType widest(DataType a, DataType b) {
    if (a == b) {
      return a;
    }
    boolean floating = isFloating(a) || isFloating(b);
    boolean isSmall = a != DataType.INT64 && b != DataType.INT64;
    if (floating) {
      boolean single = Set.of(a, b).equals(Set.of(DataType.FLOAT32, DataType.UINT8));
      return single ? DataType.FLOAT32 : DataType.FLOAT64;
    }
    return isSmall ? DataType.INT32 : DataType.INT64;
  }

  private static boolean isFloating(DataType type) {
    return type == DataType.FLOAT32 || type == DataType.FLOAT64;
  }
}
