package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Spot.Region;
import org.workcell.tasks.rlbench.task.Symmetry;
import org.workcell.tasks.rlbench.task.Waypoints;

/** What tasks with the wine rack share. */
final class WineRack {

  static final String BOTTLE = "bottle";
  static final String PLACE = "rack_place";

  /** Where the bottle is gripped, and where it is to lie. */
  static final List<String> FRAMES = List.of("bottle_side", PLACE);

  private static final String SIDE = FRAMES.get(0);

  private WineRack() {}

  /** The bottle is gripped from the robot's side, so that it stands away from the robot. */
  static List<Spot> spots() {
    return List.of(
        Spot.box("rack", 0.095, 0.145).in(new Region(0.1, 0.42, -0.33, 0.33)).turned(Math.PI / 4),
        Spot.round(BOTTLE, 0.031).in(new Region(0.34, 0.54, -0.27, 0.27)).turned(0.3).clear(0.03));
  }

  /** The bottle is gripped at its side and laid down from above. */
  static Waypoints layDown() {
    return Waypoints.begin()
        .lift(-0.2)
        .approach(SIDE, 0.25)
        .symmetric(Symmetry.NONE)
        .hover(SIDE, 0.1)
        .symmetric(Symmetry.NONE)
        .hover(SIDE, 0.04)
        .symmetric(Symmetry.NONE)
        .reach(SIDE)
        .symmetric(Symmetry.NONE)
        .grasp()
        .lift(0.25)
        .hover(PLACE, 0.17)
        .atSpeed(0.5)
        .symmetric(Symmetry.NONE)
        .place(SIDE, PLACE)
        .symmetric(Symmetry.NONE)
        .release()
        .retreat(0.12);
  }
}
