package org.workcell.randomization;

import java.util.Set;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.task.EpisodeStart;

/**
 * Gravity: its size and its direction, as if the table stood askew.
 *
 * @param scale what its size is multiplied with
 * @param tilt by how much it leans along x and y, radians to either side
 */
record GravityFactor(Range scale, double tilt) implements Factor {

  @Override
  public String stream() {
    return "dynamics";
  }

  @Override
  public Set<AffectedModality> affects() {
    return Set.of(AffectedModality.STATE);
  }

  @Override
  public boolean afterTask(EpisodeStart episode, TaskTargets targets, Sampler sampler) {
    double size = -sampler.uniform("scale", 1, scale) * episode.value(ModelField.GRAVITY, 2);
    double x = sampler.uniform("tilt_x", 0, Range.around(tilt));
    double y = sampler.uniform("tilt_y", 0, Range.around(tilt));
    double down = StrictMath.cos(x) * StrictMath.cos(y);
    ModelEdits edits = new ModelEdits();
    edits.setRow(
        ModelField.GRAVITY,
        0,
        size * StrictMath.sin(x),
        size * StrictMath.sin(y) * StrictMath.cos(x),
        -size * down);
    episode.edit(edits);
    return false;
  }
}
