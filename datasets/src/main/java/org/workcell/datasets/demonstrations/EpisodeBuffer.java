package org.workcell.datasets.demonstrations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.records.EpisodeRecordLine;
import org.workcell.datasets.records.SealedLine;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.numpy.NpyArray;

/**
 * Collects the rows of one running episode and makes the arrays of its file of them. Used again for
 * later episodes of the same layout; then steps allocate nothing. One thread at a time.
 */
public final class EpisodeBuffer {

  private static final String BOOL = "|b1";

  private final BatchLayout layout;
  private final Map<String, Rows> observation = new LinkedHashMap<>();
  private final Rows info;
  private final Rows action;
  private final Rows executedAction;
  private final Rows executedBy = new Rows("|u1", List.of(), 1);
  private final Rows reward = new Rows("<f8", List.of(), Double.BYTES);
  private final Rows terminated = new Rows(BOOL, List.of(), 1);
  private final Rows truncated = new Rows(BOOL, List.of(), 1);
  private final Rows success = new Rows(BOOL, List.of(), 1);
  private final Rows degraded;
  private final boolean degrades;
  private byte[] snapshot = {};
  private int degradedSteps;
  private DemonstrationLine.Ending ending = DemonstrationLine.Ending.AFTER_SUCCESS;

  /**
   * An empty buffer.
   *
   * @param layout what is recorded in each step
   * @param degradations how many there are
   */
  public EpisodeBuffer(BatchLayout layout, int degradations) {
    this.layout = layout;
    for (BlockSpec block : blocks(layout)) {
      observation.put(block.name(), Rows.of(block));
    }
    int columns = layout.infoColumns().size();
    this.info = new Rows("<f8", List.of(columns), columns * Double.BYTES);
    this.action = Rows.of(layout.action());
    this.executedAction = Rows.of(layout.action());
    this.degraded = new Rows(BOOL, List.of(degradations), degradations);
    this.degrades = degradations > 0;
  }

  private static List<BlockSpec> blocks(BatchLayout layout) {
    List<BlockSpec> blocks = new ArrayList<>(layout.observation());
    blocks.addAll(layout.images());
    return blocks;
  }

  /** Whether rows of a layout can be collected. */
  public boolean fits(BatchLayout other) {
    return other.equals(layout);
  }

  /**
   * A reset has been written into a row.
   *
   * @param initial the environment's snapshot
   */
  public void start(BatchStorage storage, int row, byte[] initial) {
    snapshot = initial;
    degradedSteps = 0;
    observation.values().forEach(Rows::clear);
    for (Rows rows :
        List.of(
            info,
            action,
            executedAction,
            executedBy,
            reward,
            terminated,
            truncated,
            success,
            degraded)) {
      rows.clear();
    }
    observe(storage, row);
  }

  /**
   * The results of a step have been written into a row, which still holds the policy's action.
   *
   * @param marks which degradations acted, 0 or 1 for each
   */
  public void step(BatchStorage storage, int row, byte[] marks) {
    action.append(storage.action(), row);
    executedAction.append(storage.executedAction(), row);
    executedBy.append(storage.executedBy(), row);
    reward.append(storage.reward(), row);
    terminated.append(storage.terminated(), row);
    truncated.append(storage.truncated(), row);
    success.append(storage.success(), row);
    noteEnding(storage, row);
    degraded.append(marks);
    for (byte mark : marks) {
      if (mark != 0) {
        degradedSteps++;
        break;
      }
    }
    observe(storage, row);
  }

  private void noteEnding(BatchStorage storage, int row) {
    if (storage.terminated().get(row, 0) == 1) {
      ending = DemonstrationLine.Ending.TERMINATED;
    } else if (storage.truncated().get(row, 0) == 1) {
      ending = DemonstrationLine.Ending.TRUNCATED;
    } else {
      ending = DemonstrationLine.Ending.AFTER_SUCCESS;
    }
  }

  private void observe(BatchStorage storage, int row) {
    int index = 0;
    for (Rows rows : observation.values()) {
      int image = index - storage.observationCount();
      rows.append(image < 0 ? storage.observation(index) : storage.image(image), row);
      index++;
    }
    info.append(storage.info(), row);
  }

  /** Why an episode ended whose last step was the last one here. */
  public DemonstrationLine.Ending ending() {
    return ending;
  }

  /** Steps so far. */
  public int steps() {
    return action.count();
  }

  /** Steps in which a degradation acted. */
  public int degradedSteps() {
    return degradedSteps;
  }

  /**
   * The arrays of the episode's file, in order.
   *
   * @param record from what the episode can be rebuilt
   */
  public Map<String, NpyArray> arrays(EpisodeRecordLine record) {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("task", NpyArray.ofText(record.task()));
    arrays.put("instruction", NpyArray.ofText(record.instruction()));
    arrays.put("seed", NpyArray.ofLong(record.seed()));
    arrays.put("variation", NpyArray.ofLong(record.variation()));
    double[] context = record.context().stream().mapToDouble(Double::doubleValue).toArray();
    arrays.put("context", NpyArray.ofDoubles(context));
    observation.forEach(
        (block, rows) ->
            arrays.put(DemonstrationFormat.OBSERVATION_PREFIX + block, rows.toArray()));
    arrays.put("action", action.toArray());
    arrays.put("executed_action", executedAction.toArray());
    arrays.put("executed_by", executedBy.toArray());
    if (degrades) {
      arrays.put("degraded", degraded.toArray());
    }
    arrays.put("reward", reward.toArray());
    arrays.put("terminated", terminated.toArray());
    arrays.put("truncated", truncated.toArray());
    arrays.put("success", success.toArray());
    for (int i = 0; i < layout.infoColumns().size(); i++) {
      String name = DemonstrationFormat.INFO_PREFIX + layout.infoColumns().get(i);
      arrays.put(name, info.column(i, Double.BYTES));
    }
    arrays.put("snapshot", NpyArray.ofBytes(snapshot));
    arrays.put("record", NpyArray.ofBytes(SealedLine.of(record)));
    return arrays;
  }
}
