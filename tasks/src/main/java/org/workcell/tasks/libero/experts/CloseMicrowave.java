package org.workcell.tasks.libero.experts;

import java.util.List;
import org.workcell.tasks.libero.experts.HandTarget.Fingers;
import org.workcell.tasks.libero.experts.Motion.Place;

/** Shuts a microwave oven: the closed fingers push the door's outer face along its arc. */
final class CloseMicrowave extends MotionSkill {

  /**
   * Where the fingers push, from the hinge: beside the handle at first, then where the arm needs
   * not reach as far.
   */
  private static final double[] ALONG = {0.19, 0.13};

  /** Just below the door's upper edge. */
  private static final double HEIGHT = 0.155;

  private static final double HIGH = 0.27;
  private static final double TOUCHING = 0.034;
  private static final double DISTANCE = 0.06;

  /** How far the target is ahead of the door, radians. */
  private static final double AHEAD = 0.3;

  private static final double SHUT = -0.003;

  private final Door door;

  CloseMicrowave(Door door) {
    this.door = door;
  }

  @Override
  List<Motion> plan(SceneView view, int attempt) {
    double away = TOUCHING + DISTANCE;
    double along = ALONG[attempt % ALONG.length];
    return List.of(
        Transit.rise(view, door.frame()),
        Motion.to(Fingers.CLOSE, face(along, 0, away, HIGH)).within(0.03, 0.2),
        Motion.to(Fingers.CLOSE, face(along, 0, away, HEIGHT)).within(0.02, 0.2).atMost(40),
        Motion.to(Fingers.CLOSE, face(along, AHEAD, TOUCHING, HEIGHT))
            .within(0, 0)
            .speed(0.7)
            .until(now -> door.angle(now) > SHUT)
            .atMost(120)
            .orFail(),
        Motion.to(Fingers.CLOSE, face(along, 0, away, HIGH)).within(0.05, 1).atMost(20));
  }

  private Place face(double along, double more, double outside, double z) {
    return (view, target) -> {
      door.frame().pointDown(view, target, Math.PI / 2);
      door.moveTo(view, target, more, along, outside, z);
    };
  }
}
