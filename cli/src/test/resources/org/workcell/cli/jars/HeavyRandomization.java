package other;

import java.util.List;
import org.workcell.sim.control.CommandFilter;
import org.workcell.sim.environment.EpisodeRandomizer;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.ObservationFilter;
import org.workcell.sim.environment.Randomization;
import org.workcell.sim.environment.RandomizationProvider;
import org.workcell.sim.image.ImageFilter;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskSpec;

/** Makes the slider heavier, by a factor between 1 and a limit. */
public final class HeavyRandomization implements RandomizationProvider {

  @Override
  public String name() {
    return "heavy";
  }

  @Override
  public String description() {
    return "a heavier slider; TEXT: the highest factor, above 1";
  }

  @Override
  public Randomization read(String text) {
    if (!text.matches("[0-9]+")) {
      throw new IllegalArgumentException("'heavy' needs a whole number, not '" + text + "'");
    }
    return new Heavy(Integer.parseInt(text), List.of());
  }

  private record Heavy(int most, List<EpisodeRecord.Drawn> recorded) implements Randomization {

    @Override
    public String identity() {
      return "heavy up to " + most;
    }

    @Override
    public Description description() {
      return new Description("heavy", Integer.toString(most));
    }

    @Override
    public SceneAdditions additions(TaskDefinition task, AssetPack assets) {
      return SceneAdditions.none();
    }

    @Override
    public EpisodeRandomizer newRandomizer(TaskDefinition task, TaskSpec spec, Model scene) {
      return new Weights(this, scene.body("slider"), scene);
    }

    @Override
    public Randomization replaying(List<EpisodeRecord.Drawn> drawn) {
      return new Heavy(most, List.copyOf(drawn));
    }
  }

  private static final class Weights implements EpisodeRandomizer {

    private final Heavy range;
    private final int slider;
    private final double mass;
    private double scale = 1;

    Weights(Heavy range, int slider, Model scene) {
      this.range = range;
      this.slider = slider;
      this.mass = scene.get(ModelField.BODY_MASS, slider);
    }

    @Override
    public void start(SeedStreams seeds) {
      scale =
          range.recorded().isEmpty()
              ? seeds.stream("heavy").uniform(1, range.most())
              : range.recorded().get(0).value();
    }

    @Override
    public void beforeTask(EpisodeStart episode) {}

    @Override
    public boolean afterTask(EpisodeStart episode) {
      ModelEdits edits = new ModelEdits();
      edits.set(ModelField.BODY_MASS, slider, scale * mass);
      episode.edit(edits);
      return false;
    }

    @Override
    public void appearance(ModelEdits target) {}

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
      return List.of(new EpisodeRecord.Drawn("heavy/scale", scale));
    }

    @Override
    public void save(StateWriter writer) {
      writer.putDouble(scale);
    }

    @Override
    public void load(StateReader reader) {
      scale = reader.getDouble();
    }
  }
}
