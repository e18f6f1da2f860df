package org.workcell.evaluation;

import org.workcell.sim.files.BadInputException;

/**
 * What a user chose about network policies; null where nothing was chosen.
 *
 * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param paddedRows rows of every batch that the network sees
 * @param playedSteps actions of a chunk that are played before the network is asked again
 */
public record NetworkSettings(String device, Integer paddedRows, Integer playedSteps) {

  /** Nothing chosen. */
  public static final NetworkSettings NONE = new NetworkSettings(null, null, null);

  /** Checks what was chosen. */
  public NetworkSettings {
    if (playedSteps != null && playedSteps < 1) {
      throw new BadInputException("--play-steps must be 1 or more, not %d".formatted(playedSteps));
    }
    if (paddedRows != null && paddedRows < 1) {
      throw new BadInputException("--padded-rows must be 1 or more, not %d".formatted(paddedRows));
    }
  }

  /**
   * For policies that are no network.
   *
   * @throws BadInputException if anything was chosen
   */
  public void requireNone(String policy) {
    if (!equals(NONE)) {
      throw new BadInputException(
          "policy '%s' is no network; --device, --padded-rows and --play-steps are for TorchScript"
                  .formatted(policy)
              + " files");
    }
  }
}
