package org.workcell.formats.lerobot;

import java.nio.file.Path;
import org.workcell.formats.parquet.ColumnRows;
import org.workcell.sim.files.BadInputException;

/**
 * Where the frames of an episode lie.
 *
 * @param index the episode's number
 * @param length how many frames it claims; -1 where nobody says
 * @param task in words; may be empty
 * @param file the table that holds it
 * @param by what tells its rows from those of others
 * @param from the first value of that column
 * @param to the value after the last one
 */
record EpisodePlace(long index, long length, String task, Path file, By by, long from, long to) {

  /** What tells the rows of an episode from those of others in the same file. */
  enum By {
    /** All rows of the file are of the episode. */
    FILE(""),
    /** The number of the frame in the set. */
    INDEX("index"),
    /** The number of the episode. */
    EPISODE("episode_index");

    private final String column;

    By(String column) {
      this.column = column;
    }

    String column() {
      return column;
    }
  }

  /** Consecutive rows of a file. */
  record Rows(int first, int count) {}

  /**
   * Its rows in the file.
   *
   * @param keys the column that tells rows apart, which ascends; null where all rows are of the
   *     episode
   * @param fileRows how many rows the file has
   * @throws BadInputException if they are not as many as the episode claims
   */
  Rows rows(ColumnRows keys, int fileRows) {
    int first = keys == null ? 0 : firstFrom(keys, from);
    int end = keys == null ? fileRows : firstFrom(keys, to);
    if (length >= 0 && end - first != length || end < first) {
      throw new BadInputException(
          "episode %d claims %d frames, and '%s' has %d of it; was the set cut off?"
              .formatted(index, length, file, Math.max(0, end - first)));
    }
    return new Rows(first, end - first);
  }

  private static int firstFrom(ColumnRows keys, double least) {
    int low = 0;
    int high = keys.rows();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (keys.number(middle, 0) < least) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
