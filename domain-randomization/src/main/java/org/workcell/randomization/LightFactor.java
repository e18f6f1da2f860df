package org.workcell.randomization;

import java.util.Optional;
import java.util.Set;
import org.joml.Quaterniond;
import org.joml.Vector3d;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.task.TaskSpec;

/**
 * All lights of a scene: colour, brightness, direction and shadow.
 *
 * @param color diffuse colour that all lights take, uniform per channel; absent to keep theirs
 * @param intensity what diffuse and specular colours are multiplied with
 * @param tilt by how much directions turn about two horizontal axes, radians to either side
 * @param shadow probability that shadows are switched
 */
record LightFactor(Optional<Range> color, Range intensity, double tilt, double shadow)
    implements Factor {

  private static final String[] CHANNELS = {"red", "green", "blue"};

  @Override
  public String stream() {
    return "light";
  }

  @Override
  public Set<AffectedModality> affects() {
    return Set.of(AffectedModality.IMAGES);
  }

  @Override
  public Optional<String> reasonInapplicable(TaskTargets targets, TaskSpec spec) {
    return targets.lightCount() > 0 ? Optional.empty() : Optional.of("the scene has no light");
  }

  @Override
  public void appearance(ModelEdits edits, TaskTargets targets, Sampler sampler) {
    double[] drawn = new double[3];
    for (int i = 0; i < 3 && color.isPresent(); i++) {
      drawn[i] = sampler.fullRange(CHANNELS[i], color.get());
    }
    double factor = sampler.uniform("intensity", 1, intensity);
    Quaterniond turn =
        new Quaterniond()
            .rotateX(sampler.uniform("tilt_x", 0, Range.around(tilt)))
            .rotateY(sampler.uniform("tilt_y", 0, Range.around(tilt)));
    boolean switched = sampler.chance("shadow", sampler.severityFraction() * shadow);
    Model model = targets.model();
    for (int light = 0; light < targets.lightCount(); light++) {
      brighten(edits, model, light, drawn, sampler.severityFraction(), factor);
      turn(edits, model, light, turn);
      if (switched) {
        double casts = model.get(ModelField.LIGHT_CASTSHADOW, light);
        edits.set(ModelField.LIGHT_CASTSHADOW, light, 1 - casts);
      }
    }
  }

  private void brighten(
      ModelEdits edits,
      Model model,
      int light,
      double[] drawn,
      double severityFraction,
      double factor) {
    for (int i = 0; i < 3; i++) {
      int index = 3 * light + i;
      double diffuse = model.get(ModelField.LIGHT_DIFFUSE, index);
      if (color.isPresent()) {
        diffuse += severityFraction * (drawn[i] - diffuse);
      }
      edits.set(ModelField.LIGHT_DIFFUSE, index, (float) (factor * diffuse));
      edits.set(
          ModelField.LIGHT_SPECULAR,
          index,
          (float) (factor * model.get(ModelField.LIGHT_SPECULAR, index)));
    }
  }

  private static void turn(ModelEdits edits, Model model, int light, Quaterniond turn) {
    Vector3d direction =
        turn.transform(
            new Vector3d(
                model.get(ModelField.LIGHT_DIR, 3 * light),
                model.get(ModelField.LIGHT_DIR, 3 * light + 1),
                model.get(ModelField.LIGHT_DIR, 3 * light + 2)));
    edits.setRow(ModelField.LIGHT_DIR, light, direction.x, direction.y, direction.z);
  }
}
