package org.workcell.server.session;

import java.util.Arrays;
import java.util.BitSet;

/** Numbers of rows that calls name. */
final class Rows {

  private Rows() {}

  static int[] all(int count) {
    int[] all = new int[count];
    Arrays.setAll(all, i -> i);
    return all;
  }

  /** All exist and differ. */
  static void require(int[] rows, int count) {
    if (rows.length == 0) {
      throw CallJson.invalid("'environments' is empty; name at least one, or remove it for all");
    }
    BitSet seen = new BitSet(count);
    for (int row : rows) {
      if (row < 0 || row >= count) {
        throw CallJson.invalid(
            "there is no environment %d; expected 0..%d".formatted(row, count - 1));
      }
      if (seen.get(row)) {
        throw CallJson.invalid("environment %d is named twice in one call".formatted(row));
      }
      seen.set(row);
    }
  }
}
