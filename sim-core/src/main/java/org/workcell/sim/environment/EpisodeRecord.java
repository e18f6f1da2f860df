package org.workcell.sim.environment;

import java.util.List;
import java.util.Map;

/**
 * Everything needed to rebuild an episode to the bit on the same engine and machine type.
 *
 * @param task id of the task
 * @param profile label of the profile
 * @param settings the task's settings
 * @param horizon steps after which the episode is truncated
 * @param ignoresTerminations whether it runs to the horizon whatever the task says
 * @param engine version of the engine
 * @param assetPack {@code builtin} or {@code upstream}
 * @param assetsSha256 checksum of the scene's files
 * @param seed root of all randomness
 * @param context the vector that determined the initial state
 * @param modelEdits what differs from the scene's model
 * @param randomization identity of what varied the episode; {@code none} where nothing did
 * @param drawn the values it drew
 * @param instruction the task in words, as this episode had it
 * @param actions the actions so far, {@code [step][element]} in the action's own type, as bytes
 */
public record EpisodeRecord(
    String task,
    String profile,
    Map<String, String> settings,
    int horizon,
    boolean ignoresTerminations,
    String engine,
    String assetPack,
    String assetsSha256,
    long seed,
    double[] context,
    List<ModelEdit> modelEdits,
    String randomization,
    List<Drawn> drawn,
    String instruction,
    byte[] actions) {

  /**
   * One changed element of the model.
   *
   * @param field the engine's name of the array
   * @param index flat index
   * @param value what it was changed to
   */
  public record ModelEdit(String field, int index, double value) {}

  /**
   * One value that was drawn for the episode.
   *
   * @param name factor and quantity, for example {@code object_mass/scale}
   * @param value in the quantity's unit; of a choice its index
   */
  public record Drawn(String name, double value) {}
}
