package org.workcell.tasks.libero.experts;

import org.workcell.tasks.libero.problem.Instance;

/** Skills for what moves on fixtures. */
final class FixtureSkills {

  private FixtureSkills() {}

  /** Pulls a drawer of a cabinet open; joint is its full name, {@code <fixture>_<level>_level}. */
  static Skill openDrawer(Instance cabinet, String joint) {
    return new OpenDrawer(Drawer.of(cabinet.name(), joint));
  }

  /** Pushes a drawer shut. */
  static Skill closeDrawer(Instance cabinet, String joint) {
    return new CloseDrawer(Drawer.of(cabinet.name(), joint));
  }

  /** Opens a microwave's door. */
  static Skill openDoor(Instance microwave, String joint) {
    return new OpenMicrowave(new Door(new FixtureFrame(microwave.name()), joint));
  }

  /** Closes a microwave's door. */
  static Skill closeDoor(Instance microwave, String joint) {
    return new CloseMicrowave(new Door(new FixtureFrame(microwave.name()), joint));
  }

  /** Turns a stove's knob until it is on, or off. */
  static Skill turnKnob(Instance stove, String joint, boolean on) {
    return new TurnKnob(new FixtureFrame(stove.name()), joint, on);
  }

  /** Slides a plate over the workspace until its origin is above the centre of a region. */
  static Skill slide(Instance plate, String region) {
    return new SlidePlate(plate.name(), region);
  }
}
