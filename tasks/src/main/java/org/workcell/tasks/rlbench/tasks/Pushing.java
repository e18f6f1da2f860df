package org.workcell.tasks.rlbench.tasks;

import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Spot.Region;
import org.workcell.tasks.rlbench.task.Waypoints;

/**
 * Pushing a block over the table on a straight line, with closed fingers. The scene has bodies
 * {@code push_begin} and {@code push_end} with one frame of the same name each.
 */
final class Pushing {

  static final String BEGIN = "push_begin";
  static final String END = "push_end";

  /** Where a block may stand that is pushed in any direction. */
  static final Region REGION = new Region(0.1, 0.42, -0.32, 0.32);

  /** Half a block, metres. */
  static final double HALF_BLOCK = 0.03;

  private Pushing() {}

  /**
   * Turns the block towards the target, as far as its own drawn yaw says otherwise, and lays the
   * guides on the line from one to the other.
   */
  static void aim(Arrangement episode, String block, String target) {
    double[] from = episode.placeOf(block);
    double[] to = episode.placeOf(target);
    double yaw = Math.atan2(to[1] - from[1], to[0] - from[0]);
    episode.place(block, from[0], from[1], yaw + from[2]);
    episode.place(BEGIN, from[0], from[1], yaw);
    episode.place(END, to[0], to[1], yaw);
  }

  /** Goes down behind the block and pushes it to the target. */
  static Waypoints waypoints() {
    return Waypoints.begin().hover(BEGIN, 0.12).close().reach(BEGIN).reach(END, 0, 0, 0).slowly();
  }
}
