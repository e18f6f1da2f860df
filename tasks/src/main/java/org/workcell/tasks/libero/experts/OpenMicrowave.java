package org.workcell.tasks.libero.experts;

import java.util.List;
import org.workcell.tasks.libero.experts.HandTarget.Fingers;
import org.workcell.tasks.libero.experts.Motion.Place;

/**
 * Opens a microwave oven: the hand pinches the top of the door's upright bar and follows its arc.
 */
final class OpenMicrowave extends MotionSkill {

  private static final double BAR_ALONG = 0.2395;
  private static final double BAR_OUTSIDE = 0.0558;
  private static final double GRIP_HEIGHT = 0.15;
  private static final double HIGH = 0.25;

  /** How far the target is ahead of the bar, radians. */
  private static final double AHEAD = 0.25;

  private static final double SLIPPED = 0.03;
  private static final double OPEN = -1.36;

  private final Door door;

  OpenMicrowave(Door door) {
    this.door = door;
  }

  @Override
  List<Motion> plan(SceneView view, int attempt) {
    return List.of(
        Transit.rise(view, door.frame()),
        Motion.to(Fingers.OPEN, bar(0, HIGH)).within(0.03, 0.15),
        Motion.to(Fingers.OPEN, bar(0, GRIP_HEIGHT)).speed(0.5).within(0.008, 0.1).atMost(40),
        Motion.to(Fingers.CLOSE, bar(0, GRIP_HEIGHT)).within(0, 0).atMost(10),
        Motion.to(Fingers.CLOSE, bar(-AHEAD, GRIP_HEIGHT))
            .within(0, 0)
            .speed(0.6)
            .until(now -> door.angle(now) < OPEN)
            .failIf(now -> door.handDistance(now, BAR_ALONG, BAR_OUTSIDE) > SLIPPED)
            .atMost(100)
            .orFail(),
        Motion.to(Fingers.OPEN, bar(0, GRIP_HEIGHT)).within(0, 0).atMost(6),
        Motion.to(Fingers.OPEN, bar(0, HIGH)).within(0.03, 1).atMost(20));
  }

  /** At the bar, the fingers closing along the door. */
  private Place bar(double more, double z) {
    return (view, target) -> {
      door.frame().pointDown(view, target, Math.PI / 2 + door.angle(view));
      door.moveTo(view, target, more, BAR_ALONG, BAR_OUTSIDE, z);
    };
  }

  @Override
  public String toString() {
    return "open " + door;
  }
}
