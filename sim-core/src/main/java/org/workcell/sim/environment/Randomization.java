package org.workcell.sim.environment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim.physics.Model;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskSpec;

/**
 * How the episodes of an environment are randomized, for training, or perturbed, for evaluation.
 * Immutable and shared by any number of environments.
 */
public interface Randomization {

  /**
   * Names it and everything that its draws depend on, in one line: equal where the same seed gives
   * the same episodes.
   */
  String identity();

  /**
   * A text from which a {@link RandomizationProvider} makes it again. Runs are recorded by it.
   *
   * @param format name of the provider
   * @param text what the provider reads
   */
  record Description(String format, String text) {}

  /**
   * What of a randomization acts on a task.
   *
   * @param applies whether anything does
   * @param reasonsInapplicable by name, why a part cannot act there; in the order of the parts
   */
  record Applicability(boolean applies, Map<String, String> reasonsInapplicable) {

    /** All of it acts. */
    public static final Applicability WHOLE = new Applicability(true, Map.of());

    /** Takes a defensive copy that keeps the order. */
    public Applicability {
      reasonsInapplicable = Collections.unmodifiableMap(new LinkedHashMap<>(reasonsInapplicable));
    }
  }

  /**
   * What makes an equal randomization elsewhere; the {@link #identity} of the two is the same.
   * Values of an earlier episode are not part of it.
   */
  Description description();

  /**
   * What of it acts on a task: all, unless a randomization says otherwise.
   *
   * @param scene the model of the scene, with the additions
   */
  default Applicability applicability(TaskDefinition task, TaskSpec spec, Model scene) {
    return Applicability.WHOLE;
  }

  /** What a task's scene needs beyond its own files in an asset pack. */
  SceneAdditions additions(TaskDefinition task, AssetPack assets);

  /**
   * The randomizer of one environment.
   *
   * @param scene the model of the scene, with the additions
   * @throws IllegalArgumentException if it does not fit the task
   */
  EpisodeRandomizer newRandomizer(TaskDefinition task, TaskSpec spec, Model scene);

  /** The same, but with the values that an earlier episode drew; those that it lacks are drawn. */
  Randomization replaying(List<EpisodeRecord.Drawn> drawn);
}
