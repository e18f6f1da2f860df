package org.workcell.randomization;

import java.util.Optional;
import java.util.Set;
import org.workcell.sim.image.TexturePool;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.task.TaskSpec;

/**
 * One image of a pool for all of a target, or with some probability what was there. Severity is the
 * share of episodes that take part.
 *
 * @param target what is covered
 * @param pool images to choose from
 * @param original probability of what was there at full severity
 */
record TextureFactor(Target target, ImagePool pool, double original) implements Factor {

  /** Scenes are lit for paints that are not quite white. */
  private static final double BRIGHTNESS = 0.75;

  @Override
  public String stream() {
    return "texture";
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
  public void addTo(SceneVariant variant) {
    variant.needPool(pool, target);
    if (target == Target.WALL) {
      variant.needWalls();
    }
  }

  @Override
  public void appearance(ModelEdits edits, TaskTargets targets, Sampler sampler) {
    boolean changed = sampler.chance("changed", sampler.severityFraction() * (1 - original));
    int image = sampler.choice("image", pool.images().size());
    if (!changed) {
      return;
    }
    Model scene = targets.model();
    int material = scene.index(ObjectKind.MATERIAL, pool.material(target));
    edits.set(
        ModelField.MAT_TEXID,
        TexturePool.colourIndex(material),
        scene.textureId(pool.images().get(image).name()));
    for (int geom : targets.drawnGeoms(target)) {
      edits.set(ModelField.GEOM_MATID, geom, material);
      edits.setRow(ModelField.GEOM_RGBA, geom, BRIGHTNESS, BRIGHTNESS, BRIGHTNESS, 1);
    }
  }
}
