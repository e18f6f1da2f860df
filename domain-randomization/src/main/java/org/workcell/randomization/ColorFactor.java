package org.workcell.randomization;

import java.util.Optional;
import java.util.Set;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.task.TaskSpec;

/**
 * One colour for all of a target, uniform in a box of RGB; severity mixes it with what was there.
 *
 * @param target what is coloured
 * @param low lower corner of the box, red, green, blue, 0 to 1
 * @param high upper corner
 */
record ColorFactor(Target target, double[] low, double[] high) implements Factor {

  private static final String[] CHANNELS = {"red", "green", "blue"};

  /** A geom of this colour wears that of its material, where it has one. */
  private static final double UNSET = 0.5;

  @Override
  public String stream() {
    return "color";
  }

  @Override
  public Set<AffectedModality> affects() {
    return Set.of(AffectedModality.IMAGES);
  }

  @Override
  public Optional<String> reasonInapplicable(TaskTargets targets, TaskSpec spec) {
    return targets.missing(target);
  }

  @Override
  public void appearance(ModelEdits edits, TaskTargets targets, Sampler sampler) {
    double[] drawn = new double[3];
    for (int i = 0; i < 3; i++) {
      drawn[i] = sampler.fullRange(CHANNELS[i], new Range(low[i], high[i]));
    }
    for (int geom : targets.drawnGeoms(target)) {
      for (int i = 0; i < 3; i++) {
        double original = original(targets.model(), geom, i);
        edits.set(
            ModelField.GEOM_RGBA,
            4 * geom + i,
            (float) (original + sampler.severityFraction() * (drawn[i] - original)));
      }
    }
  }

  private static double original(Model model, int geom, int channel) {
    double own = model.get(ModelField.GEOM_RGBA, 4 * geom + channel);
    int material = (int) model.get(ModelField.GEOM_MATID, geom);
    boolean unset = true;
    for (int i = 0; i < 3; i++) {
      unset &= model.get(ModelField.GEOM_RGBA, 4 * geom + i) == UNSET;
    }
    return material >= 0 && unset ? model.get(ModelField.MAT_RGBA, 4 * material + channel) : own;
  }
}
