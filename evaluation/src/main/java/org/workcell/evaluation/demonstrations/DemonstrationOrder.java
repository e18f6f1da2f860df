package org.workcell.evaluation.demonstrations;

import org.workcell.evaluation.Evaluation;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpzWriter;

/**
 * Which demonstrations are to be recorded.
 *
 * @param evaluation whose episodes are the attempts; it has a recording
 * @param episodes to keep of each task
 * @param keep which of the attempts are kept
 * @param compression 0 (none) to 9 (smallest) of the files
 */
public record DemonstrationOrder(Evaluation evaluation, int episodes, Keep keep, int compression) {

  /** Attempts for each episode to keep, unless told otherwise. */
  public static final int STANDARD_ATTEMPTS = 10;

  /** Steps that an episode goes on after its first success, unless told otherwise. */
  public static final int STANDARD_STEPS_AFTER_SUCCESS = 10;

  /** Compression unless told otherwise: most of what deflate can do, at most of its speed. */
  public static final int STANDARD_COMPRESSION = 1;

  /**
   * Checks the numbers.
   *
   * @throws BadInputException if one is out of range
   */
  public DemonstrationOrder {
    if (evaluation.recording().isEmpty()) {
      throw new IllegalArgumentException("demonstrations need an evaluation with a recording");
    }
    if (episodes < 1 || episodes > evaluation.episodes()) {
      throw new BadInputException(
          "%d episodes cannot be kept of %d attempts; use 1 to as many episodes as --attempts"
              .formatted(episodes, evaluation.episodes()));
    }
    if (compression < NpzWriter.STORED || compression > NpzWriter.SMALLEST) {
      throw new BadInputException(
          "--compression must be %d (none) to %d (smallest), not %d"
              .formatted(NpzWriter.STORED, NpzWriter.SMALLEST, compression));
    }
  }
}
