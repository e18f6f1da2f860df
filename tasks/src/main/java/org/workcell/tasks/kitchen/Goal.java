package org.workcell.tasks.kitchen;

import java.util.List;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;

/**
 * What one element of the kitchen is to be brought to: its joints within a distance of positions.
 * Distances are Euclidean over the joint coordinates, whatever their units, as upstream's.
 *
 * @param name the element, in upstream's words with hyphens, for example {@code slide-cabinet}
 * @param instruction the goal in words
 * @param body regular expression over the bodies that move, with everything that hangs on them
 * @param joints the element's joints; their coordinates follow each other in the positions
 * @param positions what is to be reached: radians, metres and, for the kettle, metres and quatWxyz
 * @param threshold the distance that must not be reached
 */
record Goal(
    String name,
    String instruction,
    String body,
    List<String> joints,
    double[] positions,
    double threshold) {

  /** Takes defensive copies. */
  Goal {
    joints = List.copyOf(joints);
    positions = positions.clone();
  }

  /** Number of coordinates. */
  int size() {
    return positions.length;
  }

  /** The name as part of a column's name. */
  String columnName() {
    return name.replace('-', '_');
  }

  /** Where the element's coordinates start in the positions of a scene. */
  int address(Model scene) {
    return scene.positionAddress(joints.get(0));
  }

  /** Whether the element, whose coordinates start at an address, is where it should be. */
  boolean reached(Physics physics, int address) {
    return distance(physics, address) < threshold;
  }

  /** The element's distance from where it should be. */
  double distance(Physics physics, int address) {
    double squares = 0;
    for (int i = 0; i < positions.length; i++) {
      double difference = physics.qpos().get(address + i) - positions[i];
      squares += difference * difference;
    }
    return Math.sqrt(squares);
  }
}
