package org.workcell.randomization;

import java.util.Locale;

/** What a factor acts on; which parts of a scene that are, {@link TaskTargets} knows. */
public enum Target {
  /** What the robot has to move. */
  OBJECT,
  /** Where it has to go, or what it is used on. */
  RECEIVER,
  TABLE,
  WALL,
  FLOOR,
  ROBOT,
  /** All of it. */
  SCENE;

  /** Its name in presets and messages. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
