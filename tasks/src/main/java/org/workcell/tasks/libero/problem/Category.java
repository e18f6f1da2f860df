package org.workcell.tasks.libero.problem;

import java.util.List;
import java.util.Map;
import org.workcell.tasks.common.JointRange;

/**
 * An object category: how its instances are placed and what their joints mean. The 33 categories of
 * the 130 tasks, see {@link Categories}.
 *
 * @param name its name
 * @param folder folder of its file in upstream's assets
 * @param bottomZ height of the placement marker at the bottom, in the object's frame
 * @param topZ height of the placement marker at the top
 * @param radius horizontal distance of the placement marker, which is not the object's true radius
 * @param spawnAngles rotations of a movable object at its start, in order; empty for fixtures
 * @param joints names of a fixture's joints in the order of the model, without the prefix of the
 *     instance
 * @param states by predicate ({@code open}, {@code close}, {@code turnon}, {@code turnoff}): what
 *     it means for one joint
 */
public record Category(
    String name,
    String folder,
    double bottomZ,
    double topZ,
    double radius,
    List<SpawnAngle> spawnAngles,
    List<String> joints,
    Map<String, JointState> states) {

  /** Keeps copies. */
  public Category {
    spawnAngles = List.copyOf(spawnAngles);
    joints = List.copyOf(joints);
    states = Map.copyOf(states);
  }

  /**
   * One rotation at the start, drawn uniformly.
   *
   * @param axis {@code x}, {@code y} or {@code z}
   * @param low lowest angle
   * @param high highest angle, the same as the lowest where it is fixed
   */
  public record SpawnAngle(char axis, double low, double high) {}

  /**
   * What a predicate means for one joint of this category.
   *
   * @param holds positions for which the predicate holds
   * @param startLow lowest position of a joint that starts in this state
   * @param startHigh highest such position
   */
  public record JointState(JointRange holds, double startLow, double startHigh) {}
}
