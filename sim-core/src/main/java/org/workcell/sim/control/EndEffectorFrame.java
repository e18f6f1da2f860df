package org.workcell.sim.control;

/** The axes in which changes of an end effector's pose are given. */
public enum EndEffectorFrame {
  /** The world's: displacements along them, turns about them through the end effector. */
  WORLD,
  /** The end effector's own, as they are before the change. */
  OWN
}
