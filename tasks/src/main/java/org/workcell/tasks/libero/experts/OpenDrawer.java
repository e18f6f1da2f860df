package org.workcell.tasks.libero.experts;

import java.util.List;
import org.workcell.tasks.libero.experts.HandTarget.Fingers;

/**
 * Pulls a drawer open: the closed fingers reach behind the bar of its handle from above, the hand
 * leaning forward, and take it along.
 */
final class OpenDrawer extends MotionSkill {

  /** Leans that are tried in turn, radians. */
  private static final double[] LEANS = {0.7, 0.55, 0.85};

  /** Where the grip site is when the fingers are behind the bar, and how far they come along. */
  private static final double BEHIND = -0.0895;

  private static final double ABOVE_BAR = 0.003;
  private static final double APPROACH = 0.1;

  /** How far the target is ahead of the fingers, metres. */
  private static final double AHEAD = 0.05;

  private static final double SLIPPED = 0.03;
  private static final double OPEN = -0.148;

  private final Drawer drawer;

  OpenDrawer(Drawer drawer) {
    this.drawer = drawer;
  }

  @Override
  List<Motion> plan(SceneView view, int attempt) {
    double lean = LEANS[attempt % LEANS.length];
    double back = APPROACH * Math.sin(lean);
    double up = APPROACH * Math.cos(lean);
    return List.of(
        Transit.rise(view, drawer.frame()),
        Transit.over(drawer.place(lean, BEHIND - back, ABOVE_BAR + up), view, drawer.frame()),
        Motion.to(Fingers.CLOSE, drawer.place(lean, BEHIND - back, ABOVE_BAR + up))
            .within(0.012, 0.1),
        Transit.approach(Fingers.CLOSE, drawer.place(lean, BEHIND, ABOVE_BAR))
            .within(0.006, 0.1)
            .atMost(40),
        Motion.to(Fingers.CLOSE, drawer.place(lean, BEHIND - AHEAD, ABOVE_BAR))
            .within(0, 0)
            .speed(0.7)
            .until(now -> drawer.position(now) < OPEN)
            .failIf(now -> drawer.handDepth(now) < BEHIND - SLIPPED)
            .atMost(60)
            .orFail(),
        Motion.to(Fingers.CLOSE, drawer.place(lean, BEHIND, ABOVE_BAR + APPROACH)).atMost(15),
        Transit.over(drawer.place(lean, BEHIND - back, ABOVE_BAR + up), view, drawer.frame()));
  }
}
