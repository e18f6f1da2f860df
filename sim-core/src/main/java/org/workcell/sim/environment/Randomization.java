package org.workcell.sim.environment;

import java.util.List;
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
