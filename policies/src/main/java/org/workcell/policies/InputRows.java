package org.workcell.policies;

import java.util.List;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.policy.Episode;

/**
 * What a network gets of each row, side by side and as float32, for trainers that keep it: the
 * numbers that {@link BlockPolicy} gives the network. One thread at a time.
 */
public final class InputRows {

  private final List<RowSource> sources;
  private final int size;

  /**
   * Rows of these blocks.
   *
   * @throws IllegalArgumentException if a block does not exist or holds images or bytes
   */
  public InputRows(InputBlocks blocks, BatchLayout layout) {
    this.sources = NetworkInputs.sources(layout, blocks);
    for (RowSource source : sources) {
      if (source.spec().type() == DataType.UINT8) {
        throw new IllegalArgumentException(
            "block '%s' holds bytes, which a network of numbers side by side cannot take; leave it"
                    .formatted(source.spec().name())
                + " out");
      }
    }
    this.size = sources.stream().map(RowSource::spec).mapToInt(BlockSpec::size).sum();
  }

  /** Elements of a row. */
  public int size() {
    return size;
  }

  /**
   * A new episode begins in an environment.
   *
   * @throws IllegalArgumentException if its task is not in the list of the one-hot code
   */
  public void start(int environment, Episode episode) {
    sources.forEach(source -> source.start(environment, episode));
  }

  /** Writes what a row shows, from {@code offset} on. */
  public void read(BatchStorage batch, int row, int environment, float[] target, int offset) {
    int at = offset;
    for (RowSource source : sources) {
      int elements = source.spec().size();
      for (int i = 0; i < elements; i++, at++) {
        target[at] = (float) source.get(batch, row, environment, i);
      }
    }
  }
}
