package org.workcell.tasks.libero.placement;

import java.util.List;
import java.util.function.Predicate;
import org.workcell.tasks.libero.problem.Atom;
import org.workcell.tasks.libero.problem.Region;
import org.workcell.tasks.libero.problem.TaskConfig;

/**
 * The atoms of a task's initial state in the order in which they are brought about; within each
 * list, in the order of the task file.
 *
 * @param joints which fixtures are open, closed, on or off
 * @param onRegions what stands in a rectangle of the workspace
 * @param onSites what stands on a site of a fixture
 * @param inSites what lies in a site of a fixture
 * @param onObjects what stands on another object
 */
record PlacementPlan(
    List<Atom> joints,
    List<Atom> onRegions,
    List<Atom> onSites,
    List<Atom> inSites,
    List<Atom> onObjects) {

  static PlacementPlan of(TaskConfig config) {
    return new PlacementPlan(
        select(config, atom -> !atom.isPlacement()),
        select(config, atom -> atom.isPlacement() && isWorkspace(config, atom)),
        select(config, atom -> atom.predicate().equals("on") && isSite(config, atom)),
        select(config, atom -> atom.predicate().equals("in") && isSite(config, atom)),
        select(config, atom -> atom.isPlacement() && config.region(atom.place()).isEmpty()));
  }

  private static List<Atom> select(TaskConfig config, Predicate<Atom> chosen) {
    return config.init().stream().filter(chosen).toList();
  }

  private static boolean isWorkspace(TaskConfig config, Atom atom) {
    return config
        .region(atom.place())
        .map(r -> r.target().equals(config.workspace()))
        .orElse(false);
  }

  private static boolean isSite(TaskConfig config, Atom atom) {
    return config.region(atom.place()).map(Region::target).isPresent()
        && !isWorkspace(config, atom);
  }
}
