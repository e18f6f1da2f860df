package org.workcell.tasks.rlbench.tasks;

import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Color;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Spot.Region;

/** What tasks with two jars share: their places and colours. */
final class Jars {

  /** The choice of the other jar's colour. */
  static final String OTHER_COLOR = "other_color";

  /** Where jars stand. */
  static final Region REGION = new Region(0.05, 0.44, -0.32, 0.32);

  private static final int JARS = 2;

  private Jars() {}

  static String jar(int index) {
    return "jar" + index;
  }

  static Spot spot(int index) {
    return Spot.round(jar(index), 0.045).clear(0.08);
  }

  /** The jar whose index is the variation's parity gets the variation's colour. */
  static void paint(Arrangement episode) {
    Color color = Color.all().get(episode.variation());
    int target = episode.variation() % JARS;
    episode.paint(jar(target), color);
    episode.paint(jar(1 - target), color.other(episode.choice(OTHER_COLOR)));
  }
}
