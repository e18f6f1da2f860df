package org.workcell.randomization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.task.SceneRoles;

/**
 * Which parts of a task's scene are table, wall, floor, robot, object and receiver, by the task's
 * {@link SceneRoles}; the robot is what is driven. Immutable.
 */
public final class TaskTargets {

  private final SceneParts parts;
  private final SceneRoles roles;
  private final Map<Target, int[]> bodies = new EnumMap<>(Target.class);
  private final Map<Target, int[]> worldGeoms = new EnumMap<>(Target.class);

  TaskTargets(Model scene, SceneRoles roles) {
    this.parts = new SceneParts(scene);
    this.roles = roles;
    int[] robots = parts.drivenTrees();
    bodies.put(Target.ROBOT, robots);
    bodies.put(Target.TABLE, named(roles.table()));
    bodies.put(Target.WALL, walls());
    roles
        .subject()
        .ifPresentOrElse(this::useSubject, () -> findObjectAndReceiver(candidates(robots)));
    bodies.put(Target.FLOOR, named(roles.floor()));
    bodies.put(Target.SCENE, new int[] {0});
    worldGeoms.put(Target.FLOOR, worldGeoms(roles.floor()));
    worldGeoms.put(Target.WALL, worldGeoms(roles.wall()));
  }

  private int[] worldGeoms(Pattern pattern) {
    return parts.geoms(geom -> parts.geomBody(geom) == 0 && matches(pattern, parts.geomName(geom)));
  }

  private void useSubject(SceneRoles.Subject subject) {
    bodies.put(Target.OBJECT, named(subject.object()));
    bodies.put(Target.RECEIVER, named(subject.receiver()));
  }

  private List<Integer> candidates(int[] robots) {
    Set<Integer> taken = new HashSet<>();
    IntStream.of(robots).forEach(taken::add);
    List<Integer> found = new ArrayList<>();
    for (int tree : parts.trees()) {
      String name = parts.bodyName(tree);
      boolean furniture =
          matches(roles.table(), name)
              || matches(roles.wall(), name)
              || matches(roles.floor(), name)
              || matches(roles.ignored(), name)
              || name.startsWith(SceneVariant.PREFIX);
      if (!furniture && !taken.contains(tree) && hasGeom(tree)) {
        found.add(tree);
      }
    }
    return found;
  }

  private boolean hasGeom(int tree) {
    return parts.geoms(geom -> parts.tree(parts.geomBody(geom)) == tree).length > 0;
  }

  private void findObjectAndReceiver(List<Integer> candidates) {
    int[] object =
        candidates.stream().filter(parts::hasJoint).limit(1).mapToInt(tree -> tree).toArray();
    bodies.put(Target.OBJECT, object);
    bodies.put(
        Target.RECEIVER,
        candidates.stream().mapToInt(tree -> tree).filter(tree -> !has(object, tree)).toArray());
  }

  private static boolean has(int[] bodies, int body) {
    return IntStream.of(bodies).anyMatch(each -> each == body);
  }

  private int[] walls() {
    int[] room = parts.bodies(body -> parts.bodyName(body).startsWith(SceneVariant.ROOM));
    return room.length > 0 ? room : named(roles.wall());
  }

  private int[] named(Pattern pattern) {
    return parts.bodies(body -> body > 0 && matches(pattern, parts.bodyName(body)));
  }

  private static boolean matches(Pattern pattern, String name) {
    return pattern.matcher(name).matches();
  }

  SceneParts parts() {
    return parts;
  }

  /** The scene, with what presets add to it. */
  public Model model() {
    return parts.model();
  }

  SceneRoles roles() {
    return roles;
  }

  /** The topmost bodies of a target. */
  public int[] roots(Target target) {
    return bodies.get(target).clone();
  }

  /** All bodies of a target; a door is no part of the box that receives it. */
  public int[] bodies(Target target) {
    if (target == Target.SCENE) {
      return parts.bodies(body -> true);
    }
    int[] apart = target == Target.RECEIVER ? bodies(Target.OBJECT) : new int[0];
    return IntStream.of(roots(target))
        .flatMap(root -> Arrays.stream(parts.subtree(root)))
        .filter(body -> !has(apart, body))
        .distinct()
        .sorted()
        .toArray();
  }

  /** All geoms of a target. */
  public int[] geoms(Target target) {
    Set<Integer> mine = new HashSet<>();
    IntStream.of(bodies(target)).forEach(mine::add);
    IntStream onBodies = IntStream.of(parts.geoms(geom -> mine.contains(parts.geomBody(geom))));
    return IntStream.concat(IntStream.of(worldGeoms.getOrDefault(target, new int[0])), onBodies)
        .distinct()
        .toArray();
  }

  /** The geoms of a target that images show. */
  public int[] drawnGeoms(Target target) {
    return IntStream.of(geoms(target)).filter(parts::isDrawn).toArray();
  }

  /** Degrees of freedom of a target. */
  public int[] dofs(Target target) {
    Set<Integer> mine = new HashSet<>();
    IntStream.of(bodies(target)).forEach(mine::add);
    return parts.dofs(mine::contains);
  }

  /** Cameras that stand in the room. */
  public int[] fixedCameras() {
    int[] carriers = model().structure("cam_bodyid");
    return IntStream.range(0, carriers.length).filter(camera -> carriers[camera] == 0).toArray();
  }

  /** Number of lights. */
  public int lightCount() {
    return model().count(ObjectKind.LIGHT);
  }

  /** Why a target cannot be acted on; empty if it is there. */
  public Optional<String> missing(Target target) {
    return geoms(target).length > 0
        ? Optional.empty()
        : Optional.of("the scene has no " + target.label());
  }
}
