package org.workcell.tasks.libero.experts;

import org.workcell.tasks.libero.problem.Instance;

/** Skills for what moves on fixtures. */
final class FixtureSkills {

  private FixtureSkills() {}

  /** Pulls a drawer of a cabinet open; joint is its full name, {@code <fixture>_<level>_level}. */
  static Skill openDrawer(Instance cabinet, String joint) {
    throw new UnsupportedOperationException("open drawer");
  }

  /** Pushes a drawer shut. */
  static Skill closeDrawer(Instance cabinet, String joint) {
    throw new UnsupportedOperationException("close drawer");
  }

  /** Opens a microwave's door. */
  static Skill openDoor(Instance microwave, String joint) {
    throw new UnsupportedOperationException("open door");
  }

  /** Closes a microwave's door. */
  static Skill closeDoor(Instance microwave, String joint) {
    throw new UnsupportedOperationException("close door");
  }

  /** Turns a stove's knob until it is on, or off. */
  static Skill turnKnob(Instance stove, String joint, boolean on) {
    throw new UnsupportedOperationException("turn knob");
  }

  /** Pushes an object over the workspace until its origin is above the centre of a region. */
  static Skill push(Instance object, String region) {
    throw new UnsupportedOperationException("push");
  }
}
