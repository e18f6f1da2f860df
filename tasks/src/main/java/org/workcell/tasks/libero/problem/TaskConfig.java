package org.workcell.tasks.libero.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fixed facts of one task. Immutable.
 *
 * @param id {@code libero/<suite>/<name>-v1}
 * @param suite {@code spatial}, {@code object}, {@code goal}, {@code 10}, {@code 90}, or {@code
 *     file} for a user's task file
 * @param index position in its suite, in task order 0
 * @param name name of the task file, without ending
 * @param language the task in words, made from the name
 * @param bddlLanguage the task in the words of the task file, in lower case
 * @param problem arena, robot and workspace
 * @param instances fixtures, then objects; within each, by category in order of first appearance.
 *     One fixture stands for the workspace itself, see {@link #workspace()}
 * @param regions in the order of the task file
 * @param init atoms of the initial state, in the order of the task file
 * @param goal atoms of the goal; all have to hold
 * @param objectsOfInterest instances that the task file names as such
 */
public record TaskConfig(
    String id,
    String suite,
    int index,
    String name,
    String language,
    String bddlLanguage,
    Problem problem,
    List<Instance> instances,
    List<Region> regions,
    List<Atom> init,
    List<Atom> goal,
    List<String> objectsOfInterest) {

  /** Positions of the robot: seven joints of the arm, two fingers. */
  public static final int ROBOT_POSITIONS = 9;

  /** Positions of a free joint: x, y, z and a quaternion. */
  public static final int FREE_JOINT_POSITIONS = 7;

  /** Velocities of a free joint. */
  public static final int FREE_JOINT_VELOCITIES = 6;

  /** Keeps copies of the lists. */
  public TaskConfig {
    instances = List.copyOf(instances);
    regions = List.copyOf(regions);
    init = List.copyOf(init);
    goal = List.copyOf(goal);
    objectsOfInterest = List.copyOf(objectsOfInterest);
  }

  /** The movable objects, in the order of the model and of the state. */
  public List<Instance> movables() {
    return instances.stream().filter(i -> !i.isFixture()).toList();
  }

  /** The fixtures that are loaded, in the order of the model. */
  public List<Instance> fixtures() {
    String arena = problem.workspace().category();
    return instances.stream().filter(i -> i.isFixture() && !i.category().equals(arena)).toList();
  }

  /** Name of the instance that stands for the workspace. */
  public String workspace() {
    return problem.workspace().instance();
  }

  /** The instance with this name. */
  public Optional<Instance> instance(String instanceName) {
    return instances.stream().filter(i -> i.name().equals(instanceName)).findFirst();
  }

  /** The region with this full name. */
  public Optional<Region> region(String regionName) {
    return regions.stream().filter(r -> r.name().equals(regionName)).findFirst();
  }

  /** Names of the fixtures' joints, in the order of the model and of the state. */
  public List<String> fixtureJoints() {
    List<String> joints = new ArrayList<>();
    for (Instance fixture : fixtures()) {
      for (String joint : Categories.of(fixture).joints()) {
        joints.add(fixture.name() + "_" + joint);
      }
    }
    return joints;
  }

  /** Where the x of the movable object with this index starts in qpos. */
  public int positionsStart(int movable) {
    return ROBOT_POSITIONS + movable * FREE_JOINT_POSITIONS;
  }

  /** Length of qpos: robot, movable objects, joints of fixtures. */
  public int positionCount() {
    return positionsStart(movables().size()) + fixtureJoints().size();
  }

  /** Length of qvel. */
  public int velocityCount() {
    return ROBOT_POSITIONS + movables().size() * FREE_JOINT_VELOCITIES + fixtureJoints().size();
  }

  /** Length of a stored state: time, qpos, qvel. */
  public int stateWidth() {
    return 1 + positionCount() + velocityCount();
  }
}
