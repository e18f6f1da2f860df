package org.workcell.evaluation;

import java.util.List;
import org.workcell.sim.files.BadInputException;

/**
 * What a user chose about network policies; null where nothing was chosen.
 *
 * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param paddedRows rows of every batch that the network sees
 * @param playedSteps actions of a chunk that are played before the network is asked again
 * @param listedTasks ids of the tasks of the benchmark or suite that is run, which a network's
 *     one-hot code means where its file names no tasks; empty where there is no such list
 */
public record NetworkSettings(
    String device, Integer paddedRows, Integer playedSteps, List<String> listedTasks) {

  /** Nothing chosen. */
  public static final NetworkSettings NONE = new NetworkSettings(null, null, null);

  /** Checks what was chosen. */
  public NetworkSettings {
    listedTasks = List.copyOf(listedTasks);
    if (playedSteps != null && playedSteps < 1) {
      throw new BadInputException(
          "--execute-steps must be 1 or more, not %d".formatted(playedSteps));
    }
    if (paddedRows != null && paddedRows < 1) {
      throw new BadInputException(
          "--padded-batch-size must be 1 or more, not %d".formatted(paddedRows));
    }
  }

  /** Without a list of tasks. */
  public NetworkSettings(String device, Integer paddedRows, Integer playedSteps) {
    this(device, paddedRows, playedSteps, List.of());
  }

  /** A copy with a list of tasks. */
  public NetworkSettings withListedTasks(List<String> ids) {
    return new NetworkSettings(device, paddedRows, playedSteps, ids);
  }

  /**
   * For policies that are no network.
   *
   * @throws BadInputException if anything was chosen
   */
  public void requireNone(String policy) {
    if (!withListedTasks(List.of()).equals(NONE)) {
      throw new BadInputException(
          "policy '%s' is no network; --device, --padded-batch-size and --execute-steps are for TorchScript"
                  .formatted(policy)
              + " files");
    }
  }
}
