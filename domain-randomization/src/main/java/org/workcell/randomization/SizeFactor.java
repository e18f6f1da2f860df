package org.workcell.randomization;

import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.TaskSpec;

/**
 * Makes a target larger or smaller about the origin of its topmost body, with what it weighs at the
 * same density; it goes on standing on what it stood on. What has meshes takes one of {@value
 * #MESH_SIZES} sizes, evenly spaced. Parts of something larger, for example the door of a cabinet,
 * keep theirs.
 *
 * @param target whose size changes
 * @param scale what lengths are multiplied with
 */
record SizeFactor(Target target, Range scale) implements Factor {

  /** More would make the scene larger than they are worth. */
  static final int MESH_SIZES = 8;

  @Override
  public String stream() {
    return "size";
  }

  @Override
  public Set<AffectedModality> affects() {
    return Set.of(AffectedModality.STATE);
  }

  @Override
  public Optional<String> reasonInapplicable(TaskTargets targets, TaskSpec spec) {
    if (targets.missing(target).isPresent()) {
      return targets.missing(target);
    }
    if (roots(targets).length == 0) {
      return Optional.of("%s is a part, which has to fit".formatted(target.label()));
    }
    return IntStream.of(meshGeoms(targets))
            .map(targets.parts()::mesh)
            .allMatch(mesh -> MeshCopy.existFor(targets.model(), mesh))
        ? Optional.empty()
        : Optional.of(
            "%s has meshes without a file, whose size is fixed".formatted(target.label()));
  }

  @Override
  public void addTo(SceneVariant variant) {
    TaskTargets plain = variant.plainScene();
    for (int geom : meshGeoms(plain)) {
      for (double size : meshSizes(variant.severityFraction())) {
        MeshCopy.of(plain, geom, size).ifPresent(variant::needMesh);
      }
    }
  }

  private double[] meshSizes(double severityFraction) {
    Range range = scale.narrowed(1, severityFraction);
    return IntStream.range(0, MESH_SIZES)
        .mapToDouble(i -> range.at(i / (MESH_SIZES - 1.0)))
        .toArray();
  }

  private int[] meshGeoms(TaskTargets targets) {
    SceneParts parts = targets.parts();
    return IntStream.of(roots(targets))
        .flatMap(root -> IntStream.of(parts.geoms(g -> parts.tree(parts.geomBody(g)) == root)))
        .filter(parts::isMesh)
        .toArray();
  }

  private int[] roots(TaskTargets targets) {
    return IntStream.of(targets.roots(target))
        .filter(root -> targets.parts().parent(root) == 0)
        .toArray();
  }

  @Override
  public boolean afterTask(EpisodeStart episode, TaskTargets targets, Sampler sampler) {
    double factor =
        meshGeoms(targets).length > 0
            ? sampler.oneOf("scale", meshSizes(sampler.severityFraction()))
            : sampler.uniform("scale", 1, scale);
    if (factor == 1) {
      return false;
    }
    episode.physics().refreshPositions();
    ModelEdits edits = new ModelEdits();
    for (int root : roots(targets)) {
      double rise = (factor - 1) * heightOverBottom(episode, targets, root);
      scaleTree(edits, episode, targets, root, factor);
      raise(edits, episode, targets, root, rise);
    }
    episode.editDynamics(edits);
    return true;
  }

  private static void scaleTree(
      ModelEdits edits, EpisodeStart episode, TaskTargets targets, int root, double factor) {
    SceneParts parts = targets.parts();
    int[] first = targets.model().structure("body_bvhadr");
    int[] count = targets.model().structure("body_bvhnum");
    for (int body : parts.subtree(root)) {
      if (body != root) {
        scale(edits, episode, ModelField.BODY_POS, body, 3, factor);
      }
      scale(edits, episode, ModelField.BODY_IPOS, body, 3, factor);
      scale(edits, episode, ModelField.BODY_MASS, body, 1, Math.pow(factor, 3));
      scale(edits, episode, ModelField.BODY_INERTIA, body, 3, Math.pow(factor, 5));
      for (int box = first[body]; box < first[body] + count[body]; box++) {
        scale(edits, episode, ModelField.BVH_AABB, box, 6, factor);
      }
      for (int geom : parts.geoms(geom -> parts.geomBody(geom) == body)) {
        scale(edits, episode, ModelField.GEOM_POS, geom, 3, factor);
        scale(edits, episode, ModelField.GEOM_SIZE, geom, 3, factor);
        scale(edits, episode, ModelField.GEOM_RBOUND, geom, 1, factor);
        scale(edits, episode, ModelField.GEOM_AABB, geom, 6, factor);
        if (parts.isMesh(geom)) {
          edits.set(ModelField.GEOM_DATAID, geom, MeshCopy.find(targets, geom, factor));
        }
      }
      for (int joint : parts.joints(owner -> owner == body)) {
        scale(edits, episode, ModelField.JNT_POS, joint, 3, factor);
      }
    }
    scaleSites(edits, episode, targets, root, factor);
  }

  private static void scaleSites(
      ModelEdits edits, EpisodeStart episode, TaskTargets targets, int root, double factor) {
    int[] carriers = targets.model().structure("site_bodyid");
    for (int site = 0; site < targets.model().count(ObjectKind.SITE); site++) {
      int carrier = carriers[site];
      if (IntStream.of(targets.parts().subtree(root)).anyMatch(body -> body == carrier)) {
        scale(edits, episode, ModelField.SITE_POS, site, 3, factor);
      }
    }
  }

  private static void scale(
      ModelEdits edits,
      EpisodeStart episode,
      ModelField field,
      int row,
      int columns,
      double factor) {
    for (int index = row * columns; index < (row + 1) * columns; index++) {
      double present = episode.value(field, index);
      if (present != 0) {
        edits.set(field, index, factor * present);
      }
    }
  }

  /** How far the origin of a tree is above its lowest point, by the boxes around its geoms. */
  private static double heightOverBottom(EpisodeStart episode, TaskTargets targets, int root) {
    SceneParts parts = targets.parts();
    DoubleArray places = episode.physics().geomPos();
    DoubleArray turns = episode.physics().geomMat();
    double bottom = Double.POSITIVE_INFINITY;
    for (int geom : parts.geoms(geom -> parts.tree(parts.geomBody(geom)) == parts.tree(root))) {
      double lowest = places.get(geom, 2);
      for (int i = 0; i < 3; i++) {
        double slope = turns.get(geom, 6 + i);
        lowest += slope * episode.value(ModelField.GEOM_AABB, 6 * geom + i);
        lowest -= Math.abs(slope) * episode.value(ModelField.GEOM_AABB, 6 * geom + 3 + i);
      }
      bottom = Math.min(bottom, lowest);
    }
    return episode.physics().bodyPos().get(root, 2) - bottom;
  }

  private static void raise(
      ModelEdits edits, EpisodeStart episode, TaskTargets targets, int root, double rise) {
    int joint = targets.parts().freeJoint(root);
    if (joint < 0) {
      int index = 3 * root + 2;
      edits.set(ModelField.BODY_POS, index, episode.value(ModelField.BODY_POS, index) + rise);
    } else {
      int index = targets.parts().positionAddress(joint) + 2;
      DoubleArray positions = episode.physics().qpos();
      positions.set(index, positions.get(index) + rise);
    }
  }
}
