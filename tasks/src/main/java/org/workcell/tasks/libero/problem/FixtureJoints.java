package org.workcell.tasks.libero.problem;

import java.util.Optional;
import java.util.stream.IntStream;
import org.workcell.sim.physics.Model;

/**
 * Which joints an atom about a fixture or one of its sites means: all of a fixture, or those of the
 * body that holds the site.
 */
public final class FixtureJoints {

  private FixtureJoints() {}

  /**
   * The fixture that {@code open}, {@code close}, {@code turnon} or {@code turnoff} is about.
   *
   * @throws IllegalArgumentException if the task has none of that name
   */
  public static Instance fixture(TaskConfig config, Atom atom) {
    String name = config.region(atom.subject()).map(Region::target).orElse(atom.subject());
    return config
        .instance(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "task %s has no instance '%s'".formatted(config.id(), name)));
  }

  /** Where the positions of these joints are in qpos. */
  public static int[] addresses(TaskConfig config, Atom atom, Model scene) {
    Optional<Region> region = config.region(atom.subject());
    int[] bodies = scene.structure("jnt_bodyid");
    int[] roots = scene.structure("body_rootid");
    int[] starts = scene.structure("jnt_qposadr");
    int root = scene.body(fixture(config, atom).rootBody());
    int own = region.map(r -> scene.structure("site_bodyid")[scene.site(r.name())]).orElse(-1);
    return IntStream.range(0, bodies.length)
        .filter(joint -> region.isEmpty() ? roots[bodies[joint]] == root : bodies[joint] == own)
        .map(joint -> starts[joint])
        .toArray();
  }
}
