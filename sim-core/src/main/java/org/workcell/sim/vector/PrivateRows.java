package org.workcell.sim.vector;

import java.util.Arrays;
import java.util.List;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;

/**
 * Two rows of its own for each environment, which take turns, where results must not be written
 * into a batch directly: because their place is known only afterwards, or because the batch's
 * memory is a caller's, and a stuck environment may write when nobody expects it any more. Used by
 * the vector's thread.
 */
final class PrivateRows {

  private final BatchLayout layout;
  private final boolean keepsFinals;
  private final BatchStorage[] rows = new BatchStorage[2];
  private final BatchStorage[] finals = new BatchStorage[2];
  private final int[] side;

  PrivateRows(BatchLayout layout, int environments, boolean keepsFinals) {
    this.layout = layout.withImages(List.of());
    this.keepsFinals = keepsFinals;
    this.side = new int[environments];
    allocate();
  }

  private void allocate() {
    Arrays.setAll(rows, i -> BatchStorage.allocate(layout, side.length));
    if (keepsFinals) {
      Arrays.setAll(finals, i -> BatchStorage.allocate(layout, side.length));
    }
  }

  /** The results of a slot go to the other of its rows. */
  void bind(EnvironmentSlot slot) {
    if (slot.isReplacement()) {
      // The stuck worker may still write into its row of the old ones.
      allocate();
    }
    int environment = slot.index();
    side[environment] = 1 - side[environment];
    slot.bind(rows[side[environment]], finals[side[environment]], environment);
  }
}
