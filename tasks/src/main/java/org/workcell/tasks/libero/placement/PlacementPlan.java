package org.workcell.tasks.libero.placement;

import java.util.List;
import java.util.function.Predicate;
import org.workcell.tasks.libero.problem.Atom;
import org.workcell.tasks.libero.problem.Region;
import org.workcell.tasks.libero.problem.TaskSheet;

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

  static PlacementPlan of(TaskSheet sheet) {
    return new PlacementPlan(
        select(sheet, atom -> !atom.isPlacement()),
        select(sheet, atom -> atom.isPlacement() && isWorkspace(sheet, atom)),
        select(sheet, atom -> atom.predicate().equals("on") && isSite(sheet, atom)),
        select(sheet, atom -> atom.predicate().equals("in") && isSite(sheet, atom)),
        select(sheet, atom -> atom.isPlacement() && sheet.region(atom.place()).isEmpty()));
  }

  private static List<Atom> select(TaskSheet sheet, Predicate<Atom> chosen) {
    return sheet.init().stream().filter(chosen).toList();
  }

  private static boolean isWorkspace(TaskSheet sheet, Atom atom) {
    return sheet.region(atom.place()).map(r -> r.target().equals(sheet.workspace())).orElse(false);
  }

  private static boolean isSite(TaskSheet sheet, Atom atom) {
    return sheet.region(atom.place()).map(Region::target).isPresent() && !isWorkspace(sheet, atom);
  }
}
