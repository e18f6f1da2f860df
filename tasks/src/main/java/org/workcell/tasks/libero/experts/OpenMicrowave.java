package org.workcell.tasks.libero.experts;

import java.util.ArrayList;
import java.util.List;
import org.workcell.tasks.libero.experts.HandTarget.Fingers;
import org.workcell.tasks.libero.experts.Motion.Place;

/**
 * Opens a microwave oven: the hand pinches the top of the door's upright bar and follows its arc.
 * When the door is ajar, the closed fingers push its inner face the rest of the way, which needs
 * less reach.
 */
final class OpenMicrowave extends MotionSkill {

  /** Where the bar is held, from the hinge: on its outer side, so that the palm clears the door. */
  private static final double BAR_ALONG = 0.2395;

  private static final double BAR_OUTSIDE = 0.06;

  /** Where the inner face is pushed: from the hinge, the fingers touching it. */
  private static final double PUSH_ALONG = 0.18;

  private static final double PUSH_OUTSIDE = -0.01;
  private static final double DISTANCE = 0.05;

  /** Of the grip site above the oven's origin: at work, and above the door. */
  private static final double WORK_HEIGHT = 0.15;

  private static final double HIGH = 0.215;

  /** How far the target is ahead of the door, radians. */
  private static final double AHEAD = 0.25;

  private static final double SLIPPED = 0.03;
  private static final double AJAR = -0.95;
  private static final double OPEN = -1.4;

  private final Door door;

  OpenMicrowave(Door door) {
    this.door = door;
  }

  @Override
  List<Motion> plan(SceneView view, int attempt) {
    List<Motion> motions = new ArrayList<>();
    motions.add(Transit.rise(view, door.frame()));
    if (door.angle(view) > AJAR / 2) {
      motions.addAll(pull());
    }
    motions.addAll(push());
    return motions;
  }

  private List<Motion> pull() {
    return List.of(
        Motion.to(Fingers.OPEN, bar(0, HIGH)).within(0.03, 0.15),
        Transit.approach(Fingers.OPEN, bar(0, WORK_HEIGHT)),
        Motion.to(Fingers.CLOSE, bar(0, WORK_HEIGHT)).within(0, 0).atMost(10),
        Motion.to(Fingers.CLOSE, bar(-AHEAD, WORK_HEIGHT))
            .within(0, 0)
            .speed(0.8)
            .until(now -> door.angle(now) < AJAR)
            .failIf(now -> door.handDistance(now, BAR_ALONG, BAR_OUTSIDE) > SLIPPED)
            .atMost(100),
        Motion.to(Fingers.OPEN, bar(0, WORK_HEIGHT)).within(0, 0).atMost(5),
        Motion.to(Fingers.OPEN, bar(0, HIGH)).within(0.04, 1).atMost(20));
  }

  private List<Motion> push() {
    return List.of(
        Motion.to(Fingers.CLOSE, inside(0, DISTANCE, HIGH)).within(0.03, 0.3).atMost(30),
        Motion.to(Fingers.CLOSE, inside(0, DISTANCE, WORK_HEIGHT)).within(0.02, 0.2).atMost(30),
        Motion.to(Fingers.CLOSE, inside(-AHEAD, 0, WORK_HEIGHT))
            .within(0, 0)
            .speed(0.7)
            .until(now -> door.angle(now) < OPEN)
            .atMost(60)
            .orFail(),
        Motion.to(Fingers.CLOSE, inside(0, DISTANCE, HIGH)).within(0.04, 1).atMost(20));
  }

  /** Before the inner face of the door. */
  private Place inside(double more, double distance, double z) {
    return beside(more, PUSH_ALONG, PUSH_OUTSIDE - distance, z);
  }

  private Place bar(double more, double z) {
    return beside(more, BAR_ALONG, BAR_OUTSIDE, z);
  }

  /** A place that turns with the door; the fingers close along the door. */
  private Place beside(double more, double along, double outside, double z) {
    return (view, target) -> {
      door.frame().pointDown(view, target, Math.PI / 2 + door.angle(view));
      door.moveTo(view, target, more, along, outside, z);
    };
  }
}
