package org.workcell.elsewhere;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.workcell.randomization.AffectedModality;
import org.workcell.randomization.Factor;
import org.workcell.randomization.FactorKind;
import org.workcell.randomization.Fields;
import org.workcell.randomization.Range;
import org.workcell.randomization.Sampler;
import org.workcell.randomization.SceneVariant;
import org.workcell.randomization.Target;
import org.workcell.randomization.TaskTargets;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.TaskSpec;

/**
 * Changes size and colour of a target's geoms together: the larger, the redder. Green is drawn for
 * itself, and a mark below the floor is added to the scene.
 */
public final class PaintedSizeKind implements FactorKind {

  /** The body that it adds to scenes. */
  public static final String MARK = SceneVariant.PREFIX + "painted_size_mark";

  @Override
  public String name() {
    return "painted_size";
  }

  @Override
  public String example() {
    return "target: object, scale: [0.5, 1.5]";
  }

  @Override
  public Factor read(Fields fields) {
    return new PaintedSize(
        fields.choice("target", Target.OBJECT),
        fields.range("scale", Optional.of(new Range(0, 9))));
  }

  private record PaintedSize(Target target, Range scale) implements Factor {

    @Override
    public String stream() {
      return "painted";
    }

    @Override
    public Set<AffectedModality> affects() {
      return Set.of(AffectedModality.STATE, AffectedModality.IMAGES);
    }

    @Override
    public Optional<String> reasonInapplicable(TaskTargets targets, TaskSpec spec) {
      return targets.missing(target);
    }

    @Override
    public void addTo(SceneVariant variant) {
      variant.addMjcf(
          MARK,
          "",
          "<body name=\"%s\" pos=\"0 0 -1\"><geom size=\"0.01\" contype=\"0\" conaffinity=\"0\"/></body>"
              .formatted(MARK),
          Map.of());
    }

    private double drawnScale(Sampler sampler) {
      return sampler.uniform("scale", 1, scale);
    }

    @Override
    public boolean afterTask(EpisodeStart episode, TaskTargets targets, Sampler sampler) {
      double factor = drawnScale(sampler);
      ModelEdits edits = new ModelEdits();
      for (int geom : targets.geoms(target)) {
        for (int i = 3 * geom; i < 3 * geom + 3; i++) {
          edits.set(ModelField.GEOM_SIZE, i, factor * episode.value(ModelField.GEOM_SIZE, i));
        }
      }
      episode.edit(edits);
      return false;
    }

    @Override
    public void appearance(ModelEdits edits, TaskTargets targets, Sampler sampler) {
      double red = (drawnScale(sampler) - scale.low()) / (scale.high() - scale.low());
      double green = sampler.fullRange("green", new Range(0, 1));
      for (int geom : targets.drawnGeoms(target)) {
        edits.setRow(ModelField.GEOM_RGBA, geom, (float) red, (float) green, 0, 1);
      }
    }
  }
}
