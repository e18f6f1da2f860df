package org.workcell.sim2real.replay;

import org.workcell.sim2real.model.RobotModel;

/** What a replay keeps of each row. */
public enum Channel {
  /** Joint positions as the robot's sensors read them, rad or m; one for each joint of the log. */
  POSITION(-1),
  /** Joint velocities, rad/s or m/s; one for each joint. */
  VELOCITY(-1),
  /** Torques of the joints' actuators in the last physics step, N m or N; one for each joint. */
  TORQUE(-1),
  /** Means of these torques about a row, as drives report them; one for each joint. */
  MEAN_TORQUE(-1),
  /** End effector in the frame of the robot's base: position (m), quatWxyz. */
  TIP(7),
  /** Floating base in the world: position (m), quatWxyz. */
  BASE(7),
  /** Positions in the world, m: what carries the robot, the bodies that joints move, the tip. */
  BODIES(-3),
  /** The whole state: qpos, then qvel. */
  STATE(-2);

  private final int width;

  Channel(int width) {
    this.width = width;
  }

  int width(int joints, RobotModel model) {
    return switch (width) {
      case -1 -> joints;
      case -2 -> model.model().positionCount() + model.model().velocityCount();
      case -3 -> 3 * (model.bodies().size() + 1);
      default -> width;
    };
  }
}
