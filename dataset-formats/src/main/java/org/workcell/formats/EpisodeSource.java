package org.workcell.formats;

/** Episodes that are to be written in another format. One thread at a time. */
public interface EpisodeSource extends AutoCloseable {

  /** How many there are. */
  int count();

  /**
   * Reads an episode, whole.
   *
   * @param index from 0
   * @throws org.workcell.sim.files.BadInputException if its file is damaged
   */
  SetEpisode read(int index);

  /** Frees what reading needs. Idempotent. */
  @Override
  void close();
}
