package org.workcell.sim.vector;

import java.util.List;
import java.util.stream.IntStream;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;

/**
 * How rows of one task lie in rows of a layout that several tasks share. A block that has fewer
 * elements than the shared one fills its front along each dimension; where the number of dimensions
 * differs, the shared block is flat. Everything else in the shared row is zero, and masks say so.
 * Immutable; used by many threads.
 */
final class RowPadding {

  /** Where the elements of one block lie in the shared one. */
  private record BlockMap(int shared, int own, int[] elements) {}

  private final BatchLayout own;
  private final int[] actionElements;
  private final BlockMap[] observation;
  private final int[] missing;
  private final int[] infoColumns;
  private final byte[][] masks;

  RowPadding(BatchLayout own, BatchLayout shared) {
    this.own = own;
    this.actionElements = elements(own.action(), shared.action());
    List<String> names = shared.observation().stream().map(BlockSpec::name).toList();
    this.observation = new BlockMap[own.observation().size()];
    boolean[] present = new boolean[names.size()];
    for (int i = 0; i < observation.length; i++) {
      BlockSpec block = own.observation().get(i);
      int target = names.indexOf(block.name());
      present[target] = true;
      observation[i] = new BlockMap(target, i, elements(block, shared.observation().get(target)));
    }
    this.missing = IntStream.range(0, present.length).filter(i -> !present[i]).toArray();
    this.infoColumns = own.infoColumns().stream().mapToInt(shared.infoColumns()::indexOf).toArray();
    this.masks = new byte[shared.masks().size()][];
    for (int i = 0; i < masks.length; i++) {
      masks[i] = mask(shared.masks().get(i), shared.action().name());
    }
  }

  private byte[] mask(BlockSpec mask, String action) {
    byte[] flags = new byte[mask.size()];
    if (mask.name().equals(BatchLayout.maskName(action))) {
      mark(flags, actionElements);
    } else if (mask.name().equals(BatchLayout.maskName(VectorLayout.INFO))) {
      mark(flags, infoColumns);
    }
    for (BlockMap map : observation) {
      if (mask.name().equals(BatchLayout.maskName(own.observation().get(map.own).name()))) {
        mark(flags, map.elements);
      }
    }
    return flags;
  }

  private static void mark(byte[] flags, int[] elements) {
    for (int element : elements) {
      flags[element] = 1;
    }
  }

  /** The place of each element of a block, row-major, in a block that is at least as large. */
  static int[] elements(BlockSpec own, BlockSpec shared) {
    int[] places = new int[own.size()];
    List<Integer> from = own.shape();
    List<Integer> to = shared.shape();
    boolean alike = from.size() == to.size();
    for (int i = 0; i < places.length; i++) {
      places[i] = alike ? place(i, from, to) : i;
    }
    return places;
  }

  private static int place(int element, List<Integer> from, List<Integer> to) {
    int rest = element;
    int place = 0;
    int stride = 1;
    for (int d = from.size() - 1; d >= 0; d--) {
      place += rest % from.get(d) * stride;
      rest /= from.get(d);
      stride *= to.get(d);
    }
    return place;
  }

  /** The task's own layout. */
  BatchLayout own() {
    return own;
  }

  /** Takes what the caller wrote into a shared row. */
  void readAction(BatchStorage shared, int row, BatchStorage target) {
    gather(shared.action(), row, target.action());
    gather(shared.intervention(), row, target.intervention());
    shared.actor().copyRow(row, target.actor(), 0);
    shared.actor().clearRow(row);
  }

  private void gather(BatchBlock from, int row, BatchBlock to) {
    for (int i = 0; i < actionElements.length; i++) {
      to.put(0, i, from.get(row, actionElements[i]));
    }
  }

  /** Takes the observation of a shared row. */
  void readObservation(BatchStorage shared, int row, BatchStorage target) {
    for (BlockMap map : observation) {
      for (int i = 0; i < map.elements.length; i++) {
        shared
            .observation(map.shared)
            .copyElement(row, map.elements[i], target.observation(map.own), 0, i);
      }
    }
  }

  /** Writes an action of the task into a row of actions that all tasks share. */
  void writeAction(BatchBlock source, BatchBlock shared, int row) {
    spread(source, actionElements, shared, row);
  }

  /** Writes the results of a step or a reset to a shared row. */
  void writeResults(BatchStorage source, BatchStorage shared, int row) {
    for (BlockMap map : observation) {
      spread(source.observation(map.own), map.elements, shared.observation(map.shared), row);
    }
    for (int block : missing) {
      shared.observation(block).clearRow(row);
    }
    spread(source.info(), infoColumns, shared.info(), row);
    spread(source.executedAction(), actionElements, shared.executedAction(), row);
    source.executedBy().copyRow(0, shared.executedBy(), row);
    for (int i = 0; i < masks.length; i++) {
      shared.mask(i).putRowBytes(row, masks[i]);
    }
    source.copyOutcome(0, shared, row);
  }

  private static void spread(BatchBlock from, int[] elements, BatchBlock to, int row) {
    to.clearRow(row);
    for (int i = 0; i < elements.length; i++) {
      from.copyElement(0, i, to, row, elements[i]);
    }
  }
}
