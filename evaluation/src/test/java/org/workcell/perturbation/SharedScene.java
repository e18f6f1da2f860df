package org.workcell.perturbation;

import java.util.List;
import org.workcell.sim.environment.EpisodeRandomizer;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.Randomization;
import org.workcell.sim.physics.Model;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskSpec;

/**
 * One randomization in the scene of another one, so that the conditions of a preset need one scene.
 *
 * @param scene says what the scene has
 * @param episodes says what happens in it
 */
record SharedScene(Randomization scene, Randomization episodes) implements Randomization {

  @Override
  public String identity() {
    return episodes.identity() + " in the scene of " + scene.identity();
  }

  @Override
  public Description description() {
    throw new UnsupportedOperationException("a pair of randomizations has no text");
  }

  @Override
  public SceneAdditions additions(TaskDefinition task, AssetPack assets) {
    return scene.additions(task, assets);
  }

  @Override
  public EpisodeRandomizer newRandomizer(TaskDefinition task, TaskSpec spec, Model model) {
    return episodes.newRandomizer(task, spec, model);
  }

  @Override
  public Randomization replaying(List<EpisodeRecord.Drawn> drawn) {
    return new SharedScene(scene, episodes.replaying(drawn));
  }
}
