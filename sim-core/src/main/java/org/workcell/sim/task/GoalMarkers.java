package org.workcell.sim.task;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;

/**
 * The sites of a task's scene that mark something. Images show them, and the physics ignores them.
 * A task that has them gets the setting {@code markers=on|off}. Immutable.
 *
 * @param goal sites that mark the task's goal: drawn with {@code markers=on}
 * @param foreign sites that mark something of other tasks in the same scene: never drawn. Names
 *     that a scene lacks have no effect
 * @param hiddenBy choices of settings, each a name and a value, with which observations do not tell
 *     the goal: {@code markers} is then {@code off} unless it is chosen
 */
public record GoalMarkers(Set<String> goal, Set<String> foreign, Map<String, String> hiddenBy) {

  /** Takes defensive copies, and requires that no site is the task's own and another's. */
  public GoalMarkers {
    goal = Set.copyOf(goal);
    foreign = Set.copyOf(foreign);
    hiddenBy = Map.copyOf(hiddenBy);
    Set<String> both = new LinkedHashSet<>(goal);
    both.retainAll(foreign);
    if (!both.isEmpty()) {
      throw new IllegalArgumentException(
          "sites %s are markers of this task and of others; name them once".formatted(both));
    }
  }

  /** Markers of a task that has its scene to itself and never hides its goal. */
  public static GoalMarkers of(String... sites) {
    return new GoalMarkers(Set.of(sites), Set.of(), Map.of());
  }

  /** Whether observations tell the goal with these settings. */
  boolean goalIsObserved(Map<String, String> settings) {
    return hiddenBy.entrySet().stream()
        .noneMatch(choice -> choice.getValue().equals(settings.get(choice.getKey())));
  }

  /**
   * The edits with which a scene shows what it should: markers that are not drawn become
   * transparent.
   *
   * @param options say whether the task's own markers are drawn
   * @throws IllegalArgumentException if the scene lacks a marker of the task
   */
  public ModelEdits edits(Model scene, TaskOptions options) {
    goal.forEach(scene::site);
    boolean drawn = StandardSettings.markers(options);
    List<String> names = scene.names(ObjectKind.SITE);
    ModelEdits edits = new ModelEdits();
    for (int site = 0; site < names.size(); site++) {
      String name = names.get(site);
      if (foreign.contains(name) || !drawn && goal.contains(name)) {
        edits.set(ModelField.SITE_RGBA, 4 * site + 3, 0);
      }
    }
    return edits;
  }
}
