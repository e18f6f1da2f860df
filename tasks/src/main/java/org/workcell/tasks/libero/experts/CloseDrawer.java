package org.workcell.tasks.libero.experts;

import java.util.List;
import org.workcell.tasks.libero.experts.HandTarget.Fingers;

/** Pushes a drawer shut to its stop: the closed fingers, leaning forward, press on its handle. */
final class CloseDrawer extends MotionSkill {

  private static final double LEAN = 0.7;

  /** Where the grip site is when the fingers touch the bar from the front. */
  private static final double FRONT = -0.122;

  private static final double DISTANCE = 0.05;
  private static final double HIGH = 0.12;
  private static final double AHEAD = 0.05;
  private static final double SHUT = 0.003;

  private final Drawer drawer;

  CloseDrawer(Drawer drawer) {
    this.drawer = drawer;
  }

  @Override
  List<Motion> plan(SceneView view, int attempt) {
    double height = attempt % 2 == 0 ? 0 : 0.015;
    Motion.Place high = drawer.place(LEAN, FRONT - DISTANCE, HIGH);
    Motion.Place before = drawer.place(LEAN, FRONT - DISTANCE, height);
    return List.of(
        Transit.rise(view, drawer.frame()),
        Transit.over(high, view, drawer.frame()),
        Motion.to(Fingers.CLOSE, high).within(0.03, 0.2),
        Motion.to(Fingers.CLOSE, before).within(0.015, 0.1).atMost(30),
        Motion.to(Fingers.CLOSE, drawer.place(LEAN, FRONT + AHEAD, height))
            .within(0, 0)
            .speed(0.7)
            .until(now -> drawer.position(now) > SHUT)
            .atMost(60)
            .orFail(),
        Motion.to(Fingers.CLOSE, high).within(0.04, 1).atMost(20));
  }
}
