package org.workcell.tasks.libero.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.workcell.sim.physics.Model;
import org.workcell.tasks.libero.problem.Atom;
import org.workcell.tasks.libero.problem.Instance;
import org.workcell.tasks.libero.problem.InstanceGeoms;
import org.workcell.tasks.libero.problem.Region;
import org.workcell.tasks.libero.problem.TaskConfig;

/** What each movable object of a task rests on at the start, by its atom; supports come first. */
final class Supports {

  /**
   * One object and its support.
   *
   * @param atom the atom that places it
   * @param movable its index among the movable objects
   * @param body its root body
   * @param on index of the movable object that it rests on, or -1
   * @param geoms by geom: whether it is one of the object's
   * @param supporting by geom: whether it is one of the support's
   */
  record Support(Atom atom, int movable, int body, int on, boolean[] geoms, boolean[] supporting) {}

  private Supports() {}

  /**
   * The movable objects of a task, each after the one that it rests on.
   *
   * @throws IllegalArgumentException if objects rest on each other in a circle
   */
  static List<Support> of(TaskConfig config, Model scene) {
    InstanceGeoms geoms = new InstanceGeoms(scene);
    List<String> names = config.movables().stream().map(Instance::name).toList();
    List<Support> waiting = new ArrayList<>();
    for (Atom atom : config.init()) {
      if (atom.isPlacement() && names.contains(atom.subject())) {
        waiting.add(support(config, scene, geoms, names, atom));
      }
    }
    List<Support> ordered = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Support next =
          waiting.stream()
              .filter(s -> waiting.stream().noneMatch(w -> w.movable == s.on))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "objects of task %s rest on each other in a circle: %s"
                              .formatted(
                                  config.id(), waiting.stream().map(Support::atom).toList())));
      waiting.remove(next);
      ordered.add(next);
    }
    return ordered;
  }

  private static Support support(
      TaskConfig config, Model scene, InstanceGeoms geoms, List<String> names, Atom atom) {
    Instance object = config.instance(atom.subject()).orElseThrow();
    Optional<Region> region = config.region(atom.place());
    String target = region.map(Region::target).orElse(atom.place());
    boolean[] supporting =
        target.equals(config.workspace())
            ? geoms.ofWorkspace(config)
            : geoms.of(config.instance(target).orElseThrow());
    return new Support(
        atom,
        names.indexOf(object.name()),
        scene.body(object.rootBody()),
        names.indexOf(target),
        geoms.of(object),
        supporting);
  }
}
