package org.workcell.sim.environment;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.physics.ModelEdits;

/**
 * Everything needed to rebuild an episode to the bit on the same engine and machine type.
 *
 * @param spec the environment in which it ran
 * @param seed root of all randomness
 * @param variation which of the task's variations
 * @param context the vector that determined the initial state
 * @param modelEdits what differs from the scene's model
 * @param drawn the values that the randomization drew
 * @param instruction the task in words, as this episode had it
 * @param actions the actions so far, {@code [step][element]} in the action's own type, as bytes
 */
public record EpisodeRecord(
    EnvironmentSpec spec,
    long seed,
    int variation,
    double[] context,
    List<ModelEdit> modelEdits,
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
  public record ModelEdit(String field, int index, double value) {

    static List<ModelEdit> of(ModelEdits edits) {
      List<ModelEdit> all = new ArrayList<>();
      for (int i = 0; i < edits.size(); i++) {
        all.add(new ModelEdit(edits.field(i).engineName(), edits.index(i), edits.value(i)));
      }
      return all;
    }
  }

  /**
   * One value that was drawn for the episode.
   *
   * @param name factor and quantity, for example {@code object_mass/scale}
   * @param value in the quantity's unit; of a choice its index
   */
  public record Drawn(String name, double value) {}
}
