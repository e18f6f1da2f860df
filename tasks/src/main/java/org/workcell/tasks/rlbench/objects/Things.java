package org.workcell.tasks.rlbench.objects;

import java.util.List;
import org.workcell.sim.scene.SceneAdditions;

/**
 * Things of several kinds that episodes choose from. Each is a body with a free joint whose origin
 * is the middle of its underside, and has a site {@code BODY_grasp}, its grasp frame. Immutable.
 *
 * @param scene the scene file in which they are, or to which they are added, without {@code .xml}
 * @param kinds the kinds, at least one
 * @param additions what the scene file lacks of them
 */
public record Things(String scene, List<Kind> kinds, SceneAdditions additions) {

  /** Takes a defensive copy. */
  public Things {
    kinds = List.copyOf(kinds);
  }

  /**
   * Things that go by one word.
   *
   * @param name for example {@code mug}
   * @param things at least one
   */
  public record Kind(String name, List<Thing> things) {

    /** Takes a defensive copy. */
    public Kind {
      things = List.copyOf(things);
    }

    /** The name as a sentence has it. */
    public String noun() {
      return name.replace('_', ' ').replace('-', ' ');
    }
  }

  /**
   * One thing.
   *
   * @param body its name in the scene
   * @param paintable whether it has geoms {@code BODY_paint} that take an episode's colour
   */
  public record Thing(String body, boolean paintable) {

    /** Its grasp frame. */
    public String grasp() {
      return body + "_grasp";
    }
  }
}
