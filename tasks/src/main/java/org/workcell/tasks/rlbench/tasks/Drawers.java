package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import java.util.function.Function;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Spot.Region;
import org.workcell.tasks.rlbench.task.TaskVariation;

/** The chest of three drawers that four tasks share: {@code objects/chest.xml}. */
final class Drawers {

  /** Drawers in the order of variations. */
  static final List<String> NAMES = List.of("bottom", "middle", "top");

  private Drawers() {}

  /** A variation per drawer; its phrasings follow from the drawer's name. */
  static List<TaskVariation> variations(Function<String, String[]> phrasings) {
    return NAMES.stream().map(name -> TaskVariation.of(name, phrasings.apply(name))).toList();
  }

  /** Where the chest stands: to the left of the arm, its front turned to the right. */
  static Spot chest() {
    return Spot.round("chest", 0.14).in(Region.around(0.23, 0.27, 0.2, 0.2)).turned(Math.PI / 8);
  }

  /** Slides of all drawers. */
  static List<String> joints() {
    return NAMES.stream().map(name -> name + "_slide").toList();
  }

  /** The drawer of a variation. */
  static String name(int variation) {
    return NAMES.get(variation);
  }

  /** The slide of a variation's drawer. */
  static String joint(int variation) {
    return name(variation) + "_slide";
  }

  /** Has frames stand for sites of the variation's drawer: {@code handle} for its handle, say. */
  static void bind(Arrangement episode, List<String> frames) {
    for (String frame : frames) {
      episode.bind(frame, name(episode.variation()) + "_" + frame);
    }
  }
}
