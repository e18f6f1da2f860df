package org.workcell.tasks.libero;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.workcell.sim.task.SceneRoles;
import org.workcell.tasks.libero.problem.Atom;
import org.workcell.tasks.libero.problem.Instance;
import org.workcell.tasks.libero.problem.Problem;
import org.workcell.tasks.libero.problem.Region;
import org.workcell.tasks.libero.problem.TaskConfig;

/** Which bodies of a task's scene play which part, from its config. */
final class LiberoRoles {

  private static final String NOTHING = "(?!)";

  /** Where objects lie, relative to the workspace's origin, metres. */
  private static final SceneRoles.Interval X = new SceneRoles.Interval(-0.35, 0.2);

  private static final SceneRoles.Interval Y = new SceneRoles.Interval(-0.35, 0.35);

  private LiberoRoles() {}

  static SceneRoles of(TaskConfig config) {
    Problem.Workspace workspace = config.problem().workspace();
    double x = workspace.offset()[0];
    String table = Pattern.quote(config.problem().zones().body());
    List<Instance> receivers = receivers(config);
    return SceneRoles.builder()
        .robot("robot0_base", LiberoRobot.HAND, touchable(config))
        .table(config.problem() == Problem.FLOOR ? NOTHING : table)
        .wall("wall_.*_visual")
        .floor("floor")
        .subject(bodies(subjects(config)), receivers.isEmpty() ? table : bodies(receivers))
        .contextHoldsPositions(false)
        .exchangeable(exchangeable(config))
        .workspace(
            new SceneRoles.TableArea(
                new SceneRoles.Interval(x + X.low(), x + X.high()), Y, workspace.supportTopZ()))
        .build();
  }

  private static List<String> touchable(TaskConfig config) {
    return Stream.concat(config.movables().stream(), config.fixtures().stream())
        .map(instance -> Pattern.quote(instance.rootBody()))
        .toList();
  }

  /** Objects that stand in the workspace and bear nothing. */
  private static List<String> exchangeable(TaskConfig config) {
    List<Atom> placed = config.init().stream().filter(Atom::isPlacement).toList();
    return config.movables().stream()
        .filter(object -> placed.stream().noneMatch(atom -> atom.place().equals(object.name())))
        .filter(
            object ->
                placed.stream()
                    .anyMatch(
                        atom ->
                            atom.subject().equals(object.name())
                                && config
                                    .region(atom.place())
                                    .filter(region -> region.target().equals(config.workspace()))
                                    .isPresent()))
        .map(Instance::rootBody)
        .toList();
  }

  /** The instances that goal atoms are about. */
  private static List<Instance> subjects(TaskConfig config) {
    return config.goal().stream()
        .map(atom -> instance(config, atom.subject()))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /** The instances where they go; none where that is the table, or where they stay. */
  private static List<Instance> receivers(TaskConfig config) {
    List<Instance> subjects = subjects(config);
    List<Instance> receivers = new ArrayList<>();
    config.goal().stream()
        .filter(Atom::isPlacement)
        .map(atom -> instance(config, atom.place()))
        .flatMap(Optional::stream)
        .filter(found -> !subjects.contains(found))
        .distinct()
        .forEach(receivers::add);
    return receivers;
  }

  /** The loaded instance with this name, or that a region of this name belongs to. */
  private static Optional<Instance> instance(TaskConfig config, String name) {
    String owner = config.region(name).map(Region::target).orElse(name);
    return Stream.concat(config.movables().stream(), config.fixtures().stream())
        .filter(instance -> instance.name().equals(owner))
        .findFirst();
  }

  private static String bodies(List<Instance> instances) {
    return instances.stream()
        .map(instance -> Pattern.quote(instance.rootBody()))
        .collect(Collectors.joining("|"));
  }
}
