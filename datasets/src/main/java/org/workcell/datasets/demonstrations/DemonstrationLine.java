package org.workcell.datasets.demonstrations;

import org.workcell.datasets.records.EpisodeKey;
import org.workcell.datasets.records.EpisodeResult;

/**
 * One attempt: a line of {@code index.jsonl}. Holds no clock.
 *
 * @param task id of the task
 * @param condition what varied the episode; {@code none} where nothing did
 * @param episode 0-based number of the attempt within its task
 * @param instruction the task in words, as the episode had it
 * @param ended why the episode ended
 * @param degradedSteps steps in which a degradation acted
 * @param result how it went
 * @param file where its steps are; null where it was not kept
 */
public record DemonstrationLine(
    String task,
    String condition,
    int episode,
    String instruction,
    Ending ended,
    int degradedSteps,
    EpisodeResult result,
    File file) {

  /** Why an episode ended. */
  public enum Ending {
    /** So many steps after its first success as the manifest says. */
    AFTER_SUCCESS,
    /** The task ended it. */
    TERMINATED,
    /** The horizon ended it. */
    TRUNCATED,
    /** It could not go on. */
    ERROR
  }

  /**
   * The file of an episode.
   *
   * @param path relative to the folder of the demonstrations
   * @param bytes its size
   * @param sha256 checksum of its bytes, in hexadecimal
   */
  public record File(String path, long bytes, String sha256) {}

  /** Whether its steps are kept. */
  public boolean kept() {
    return file != null;
  }

  /** What tells it apart among the attempts. */
  public EpisodeKey key() {
    return new EpisodeKey(condition, task, episode);
  }
}
