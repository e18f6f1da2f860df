package org.workcell.tasks.libero.experts;

import java.util.List;
import org.workcell.tasks.libero.experts.HandTarget.Fingers;
import org.workcell.tasks.libero.experts.Motion.Place;

/**
 * Turns the knob of a stove: the closed fingers push one end of the bar across it around the knob's
 * axis, which is the origin of the stove.
 */
final class TurnKnob extends MotionSkill {

  /**
   * Where the bar is pushed, from the axis. To turn the knob on, its end towards the plate is
   * pushed first, which is the farther one from the robot; to turn it off, the other one.
   */
  private static final double RADIUS = 0.03;

  private static final double HEIGHT = 0.041;
  private static final double HIGH = 0.15;
  private static final double TOUCHING = 0.02;
  private static final double DISTANCE = 0.02;

  /** How far the target is ahead of the bar, radians. */
  private static final double AHEAD = 0.8;

  /** The same of the hand, which turns with the bar. */
  private static final double TURN_AHEAD = 0.2;

  private static final double ON = 0.56;
  private static final double OFF = -0.003;

  private final FixtureFrame frame;
  private final String joint;
  private final boolean on;
  private final double direction;
  private double across;

  TurnKnob(FixtureFrame stove, String joint, boolean on) {
    this.frame = stove;
    this.joint = joint;
    this.on = on;
    this.direction = on ? 1 : -1;
  }

  @Override
  List<Motion> plan(SceneView view, int attempt) {
    double away = TOUCHING + DISTANCE;
    double halfWay = (angle(view) + (on ? ON : 0)) / 2;
    double yaw = frame.yaw(view) + halfWay;
    across = FixtureFrame.easyYaw(yaw + Math.PI / 2) - yaw;
    double radius = on == (attempt % 2 == 0) ? RADIUS : -RADIUS;
    return List.of(
        Transit.rise(view, frame),
        Transit.over(beside(radius, 0, away, HIGH), view, frame),
        Motion.to(Fingers.CLOSE, beside(radius, 0, away, HIGH)).within(0.015, 0.15),
        Transit.approach(Fingers.CLOSE, beside(radius, 0, away, HEIGHT)),
        Motion.to(Fingers.CLOSE, beside(radius, AHEAD, TOUCHING, HEIGHT))
            .within(0, 0)
            .until(this::done)
            .speed(0.7)
            .failIf(now -> hasPassed(now, radius))
            .atMost(90)
            .orFail(),
        Motion.to(Fingers.CLOSE, beside(radius, 0, away, HIGH)).within(0.03, 1).atMost(20));
  }

  private double angle(SceneView view) {
    return view.joint(joint);
  }

  private boolean done(SceneView view) {
    return on ? angle(view) > ON : angle(view) < OFF;
  }

  /** Whether the fingers have slipped over the bar. */
  private boolean hasPassed(SceneView view, double radius) {
    double along = frame.handAlong(view, 1) * Math.cos(angle(view));
    double across = frame.handAlong(view, 0) * Math.sin(angle(view));
    return (along - across) * direction * radius > 0;
  }

  /** Beside the end of the bar, on the side from which it is pushed. */
  private Place beside(double radius, double more, double distance, double z) {
    return (view, target) -> {
      double angle = angle(view) + direction * more;
      double cosine = Math.cos(angle);
      double sine = Math.sin(angle);
      double side = Math.copySign(distance, -direction * radius);
      target.pointDown(frame.yaw(view) + across + angle(view) + direction * TURN_AHEAD);
      frame.moveTo(view, target, cosine * radius - sine * side, sine * radius + cosine * side, z);
    };
  }
}
