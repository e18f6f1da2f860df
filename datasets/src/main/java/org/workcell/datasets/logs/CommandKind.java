package org.workcell.datasets.logs;

/** What {@link Quantity#COMMAND} asks a joint for. */
public enum CommandKind {
  /** A position, rad or m. */
  POSITION,
  /** A velocity, rad/s or m/s. */
  VELOCITY,
  /** A torque or force, N m or N. */
  TORQUE,
  /** A motor current, A. */
  CURRENT,
  /** The log holds no commands. */
  NONE
}
