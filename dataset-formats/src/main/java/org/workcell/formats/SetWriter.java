package org.workcell.formats;

import java.io.IOException;

/**
 * Writes episodes as a data set. What was not finished is removed by {@link #close}. One thread at
 * a time.
 */
public interface SetWriter extends AutoCloseable {

  /**
   * Appends an episode.
   *
   * @throws org.workcell.sim.files.BadInputException if it cannot be part of this set
   */
  void add(SetEpisode episode) throws IOException;

  /** Completes the set, which then appears under its name. */
  void finish() throws IOException;

  /** Removes what was not finished. Idempotent. */
  @Override
  void close() throws IOException;
}
