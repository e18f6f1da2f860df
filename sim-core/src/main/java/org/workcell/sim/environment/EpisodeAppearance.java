package org.workcell.sim.environment;

import java.util.Optional;
import org.workcell.sim.physics.FrameFlags;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.task.Task;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;

/** How the scene of an episode looks; worked out when somebody first looks at it. */
final class EpisodeAppearance {

  private final ModelEdits edits;
  private final Task rules;
  private final EpisodeRandomizer randomizer;
  private final Optional<FrameFlags> flags;
  private final ModelEdits hiddenMarkers;
  private final ModelEdits recorded = new ModelEdits();
  private final ModelEdits shown = new ModelEdits();
  private boolean current;
  private boolean randomized;
  private int looks;

  /**
   * The appearance of an environment's episodes.
   *
   * @param rules says what images show beside that
   * @param edits the environment's edits, whatever they are at the time
   */
  EpisodeAppearance(
      TaskDefinition task,
      Task rules,
      TaskOptions options,
      Model scene,
      ModelEdits edits,
      EpisodeRandomizer randomizer,
      Optional<FrameFlags> flags) {
    this.edits = edits;
    this.rules = rules;
    this.randomizer = randomizer;
    this.flags = flags;
    this.hiddenMarkers =
        task.goalMarkers().map(markers -> markers.edits(scene, options)).orElseGet(ModelEdits::new);
  }

  /** The environment's edits have changed, or are about to. */
  void change() {
    current = false;
  }

  /** Says whether the randomizer has an episode whose looks it can tell. */
  void setRandomized(boolean has) {
    randomized = has;
  }

  /** The edits of the episode with those of its looks, as its record holds them. */
  ModelEdits recorded() {
    workOut();
    return recorded;
  }

  /** The same without the markers that are not drawn: what images show. */
  ModelEdits shown() {
    workOut();
    return shown;
  }

  private void workOut() {
    if (current && looks == rules.looks()) {
      return;
    }
    looks = rules.looks();
    recorded.copyFrom(edits);
    if (randomized) {
      randomizer.appearance(recorded);
      flags.ifPresent(scene -> scene.reveal(recorded, recorded));
    }
    shown.copyFrom(recorded);
    rules.writeLooks(shown);
    shown.setAll(hiddenMarkers);
    current = true;
  }
}
