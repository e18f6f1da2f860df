package org.workcell.tasks.kitchen;

import java.util.List;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.task.EpisodeStart;

/**
 * The knobs' constraint weights. A knob turns about its centre of mass, so its translational weight
 * is zero; some engines (MuJoCo 3.5.0) give it one, which softens its contacts until fingers pass
 * through.
 */
final class KnobWeights {

  private static final List<String> KNOBS = List.of("knob 1", "knob 2", "knob 3", "knob 4");

  /** What rounding leaves of zero. */
  private static final double ZERO = 1e-9;

  private final Model scene;
  private final int[] softened;

  KnobWeights(Model scene) {
    this.scene = scene;
    this.softened =
        KNOBS.stream()
            .mapToInt(scene::body)
            .filter(body -> scene.get(ModelField.BODY_INVWEIGHT0, 2 * body) > ZERO)
            .toArray();
  }

  /** Takes the weights back, as model edits of the episode; does nothing on other engines. */
  void mend(EpisodeStart episode) {
    for (int body : softened) {
      double rotational = scene.get(ModelField.BODY_INVWEIGHT0, 2 * body + 1);
      episode.editRow(ModelField.BODY_INVWEIGHT0, body, 0, rotational);
    }
  }
}
