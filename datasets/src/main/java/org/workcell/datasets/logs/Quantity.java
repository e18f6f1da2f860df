package org.workcell.datasets.logs;

/**
 * What a robot log can hold for each row, besides time. Values of joints are in the order of {@link
 * LogMeta#jointNames}; units are SI: rad or m by the joint, N m or N, A.
 */
public enum Quantity {
  /** Measured joint positions. */
  POSITION("q", 0),
  /** Measured joint velocities. */
  VELOCITY("qd", 0),
  /** What the robot was told; {@link LogMeta#commandKind} tells of what kind. */
  COMMAND("cmd", 0),
  /** 1 where the joint's drive is on, 0 where it is off. */
  ENABLED("enabled", 0),
  /** Measured or estimated joint torques. */
  TORQUE("tau", 0),
  /** Measured motor currents. */
  CURRENT("current", 0),
  /** Joint positions that the robot's own planner wanted. */
  PLANNED_POSITION("q_planned", 0),
  /** Torques that the robot's own model computed for its plan. */
  PLANNED_TORQUE("tau_planned", 0),
  /** Currents that the robot's own model computed for its plan. */
  PLANNED_CURRENT("current_planned", 0),
  /** Supply voltages of the joints' drives, V. */
  SUPPLY_VOLTAGE("volts", 0),
  /** Position of the end effector in the frame of the robot's base, m. */
  TIP_POSITION("ee_pos", 3),
  /** Orientation of the end effector. */
  TIP_QUAT_WXYZ("ee_quat_wxyz", 4),
  /** Position of a floating base in the world, m. */
  BASE_POSITION("base_pos", 3),
  /** Orientation of a floating base. */
  BASE_QUAT_WXYZ("base_quat_wxyz", 4),
  /** Velocity of a floating base in the world, m/s. */
  BASE_LINEAR_VELOCITY("base_lin", 3),
  /** Angular velocity of a floating base in its own frame, rad/s. */
  BASE_ANGULAR_VELOCITY("base_ang", 3),
  /** The whole state of a MuJoCo simulation: positions, then velocities; any width. */
  SIMULATION_STATE("state", -1);

  private final String column;
  private final int width;

  Quantity(String column, int width) {
    this.column = column;
    this.width = width;
  }

  /** The name of its array in an NPZ file of a log. */
  public String column() {
    return column;
  }

  /**
   * How many numbers a row has.
   *
   * @param joints number of joints of the log
   * @return -1 where any number will do
   */
  public int width(int joints) {
    return width == 0 ? joints : width;
  }
}
