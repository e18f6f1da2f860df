package org.workcell.randomization;

import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.SceneRoles;
import org.workcell.sim.task.TaskSpec;

/**
 * Things that stand on the table and have nothing to do with the task. They are fixed and solid,
 * and keep clear of object, receiver, goal and robot; where there is no room, fewer appear.
 *
 * @param most most of them in an episode; at least one
 * @param pool what they can be
 */
record DistractorFactor(int most, DistractorPool pool) implements Factor {

  private static final double CLEARANCE = 0.13;
  private static final int ATTEMPTS = 50;

  /** Parts of the robot that are higher above the table are out of the way. */
  private static final double ROBOT_HEIGHT = 0.4;

  @Override
  public String stream() {
    return "distractors";
  }

  @Override
  public Set<AffectedModality> affects() {
    return Set.of(AffectedModality.STATE);
  }

  @Override
  public Optional<String> reasonInapplicable(TaskTargets targets, TaskSpec spec) {
    return targets.roles().clutter().isPresent()
        ? Optional.empty()
        : Optional.of("the task names no workspace");
  }

  @Override
  public void addTo(SceneVariant variant) {
    variant.needDistractors(pool, Math.max(most, pool.shapes().size()));
  }

  @Override
  public boolean afterTask(EpisodeStart episode, TaskTargets targets, Sampler sampler) {
    SceneRoles.TableArea space = targets.roles().clutter().orElseThrow();
    int present = 0;
    while (targets.model().has(ObjectKind.BODY, pool.body(present))) {
      present++;
    }
    int count = sampler.count("count", 1, most);
    int first = sampler.choice("first", present);
    episode.physics().refreshPositions();
    ModelEdits edits = new ModelEdits();
    double[] taken = taken(episode, targets, space.height());
    for (int i = 0; i < count; i++) {
      double[] place = place(sampler, i, space, taken);
      if (place.length > 0) {
        int shape = (first + i) % present;
        int body = targets.model().body(pool.body(shape));
        double z = space.height() + pool.shape(shape).centre();
        edits.setRow(ModelField.BODY_POS, body, place[0], place[1], z);
        taken =
            IntStream.range(0, taken.length + 2)
                .mapToDouble(new Joined(taken, place)::at)
                .toArray();
      }
    }
    episode.edit(edits);
    return edits.size() > 0;
  }

  private record Joined(double[] first, double[] second) {
    double at(int i) {
      return i < first.length ? first[i] : second[i - first.length];
    }
  }

  private static double[] place(
      Sampler sampler, int number, SceneRoles.TableArea space, double[] taken) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double x = sampler.fullRange("x" + number, Range.of(space.x()));
      double y = sampler.fullRange("y" + number, Range.of(space.y()));
      boolean free = true;
      for (int i = 0; i < taken.length; i += 2) {
        free &= Math.hypot(x - taken[i], y - taken[i + 1]) >= CLEARANCE;
      }
      if (free) {
        return new double[] {x, y};
      }
    }
    return new double[0];
  }

  /** Horizontal places (x, y, x, y, ...) that must stay free. */
  private static double[] taken(EpisodeStart episode, TaskTargets targets, double tableTop) {
    DoubleArray geoms = episode.physics().geomPos();
    DoubleArray sites = episode.physics().sitePos();
    IntStream things =
        IntStream.concat(
            IntStream.of(targets.geoms(Target.OBJECT)),
            IntStream.of(targets.geoms(Target.RECEIVER)));
    IntStream others =
        IntStream.of(targets.parts().geoms(geom -> isDistractor(targets.parts(), geom)))
            .filter(geom -> geoms.get(geom, 2) > tableTop);
    IntStream robot =
        IntStream.of(targets.geoms(Target.ROBOT))
            .filter(geom -> geoms.get(geom, 2) < tableTop + ROBOT_HEIGHT);
    DoubleStream ofGeoms =
        IntStream.concat(IntStream.concat(things, others), robot)
            .boxed()
            .flatMapToDouble(geom -> DoubleStream.of(geoms.get(geom, 0), geoms.get(geom, 1)));
    DoubleStream ofSites =
        IntStream.range(0, targets.model().count(ObjectKind.SITE))
            .boxed()
            .flatMapToDouble(site -> DoubleStream.of(sites.get(site, 0), sites.get(site, 1)));
    return DoubleStream.concat(ofGeoms, ofSites).toArray();
  }

  private static boolean isDistractor(SceneParts parts, int geom) {
    return parts.bodyName(parts.geomBody(geom)).startsWith(SceneVariant.DISTRACTOR);
  }
}
