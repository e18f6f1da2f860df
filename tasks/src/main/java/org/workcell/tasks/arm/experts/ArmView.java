package org.workcell.tasks.arm.experts;

/** Where the blocks of an observation are. */
final class ArmView {

  static final int POSITIONS = 0;
  static final int COMMAND = 2;
  static final int TIP = 3;

  /** The goal, or the references of the next steps. */
  static final int GOAL = 4;

  static final int OBJECT = 5;

  private ArmView() {}
}
