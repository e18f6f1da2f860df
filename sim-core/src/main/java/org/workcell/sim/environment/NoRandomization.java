package org.workcell.sim.environment;

import java.util.List;
import org.workcell.sim.control.CommandFilter;
import org.workcell.sim.image.ImageFilter;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskSpec;

/** Leaves every episode as the task made it. */
enum NoRandomization implements Randomization, EpisodeRandomizer {
  INSTANCE;

  @Override
  public String identity() {
    return "none";
  }

  @Override
  public Description description() {
    return new Description("none", "");
  }

  @Override
  public SceneAdditions additions(TaskDefinition task, AssetPack assets) {
    return SceneAdditions.none();
  }

  @Override
  public EpisodeRandomizer newRandomizer(TaskDefinition task, TaskSpec spec, Model scene) {
    return this;
  }

  @Override
  public Randomization replaying(List<EpisodeRecord.Drawn> drawn) {
    return this;
  }

  @Override
  public void start(SeedStreams seeds) {
    // Nothing is drawn.
  }

  @Override
  public void beforeTask(EpisodeStart episode) {
    // The task chooses the context.
  }

  @Override
  public boolean afterTask(EpisodeStart episode) {
    return false;
  }

  @Override
  public void appearance(ModelEdits target) {
    // The scene looks as it does.
  }

  @Override
  public ImageFilter imageFilter() {
    return ImageFilter.NONE;
  }

  @Override
  public List<CommandFilter> commandFilters() {
    return List.of();
  }

  @Override
  public List<ObservationFilter> observationFilters() {
    return List.of();
  }

  @Override
  public String instruction(String original) {
    return original;
  }

  @Override
  public List<EpisodeRecord.Drawn> drawn() {
    return List.of();
  }

  @Override
  public void save(StateWriter writer) {
    // There is no state.
  }

  @Override
  public void load(StateReader reader) {
    // See save.
  }
}
