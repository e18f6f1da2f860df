package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Color;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Spot.Region;
import org.workcell.tasks.rlbench.task.Symmetry;
import org.workcell.tasks.rlbench.task.Waypoints;

/** What tasks with light bulbs, their holders and a lamp share. */
final class Bulbs {

  /** The choice of the other holder's colour. */
  static final String OTHER_COLOR = "other_color";

  private static final Region REGION = new Region(0.06, 0.43, -0.31, 0.31);

  private Bulbs() {}

  static String holder(int index) {
    return "holder" + index;
  }

  static List<Spot> spots() {
    return List.of(
        Spot.round("lamp", 0.06).in(REGION).clear(0.07),
        Spot.box(holder(0), 0.032, 0.032).in(REGION).clear(0.07),
        Spot.box(holder(1), 0.032, 0.032).in(REGION).clear(0.07));
  }

  /** The holder whose index is the variation's parity gets the variation's colour. */
  static void paint(Arrangement episode) {
    Color color = Color.all().get(episode.variation());
    int target = target(episode.draw());
    episode.paint(holder(target), color);
    episode.paint(holder(1 - target), color.other(episode.choice(OTHER_COLOR)));
  }

  /** Index of the holder that is meant. */
  static int target(Draw draw) {
    return draw.variation() % 2;
  }

  /** Takes a bulb out of where it stands, along its axis. */
  static Waypoints grip(Waypoints all, String bulb) {
    return all.approach(bulb, 0.1)
        .symmetric(Symmetry.ROUND)
        .reach(bulb)
        .symmetric(Symmetry.ROUND)
        .grasp();
  }

  /** Lowers a held bulb into a socket or a holder. */
  static Waypoints lower(Waypoints all, String bulb, String into) {
    return all.carry(bulb, into, 0.06)
        .symmetric(Symmetry.ROUND)
        .place(bulb, into)
        .symmetric(Symmetry.ROUND);
  }
}
