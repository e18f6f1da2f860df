package org.workcell.tasks.arm;

import org.workcell.tasks.arm.robot.ArmRobot;
import org.workcell.tasks.common.Box;

/**
 * A joint trajectory that starts at home, at rest: for each joint two harmonics of one frequency,
 * brought in over the first second. The context is the frequency (Hz), then for each joint the
 * coefficients of sine and 1 - cosine of both harmonics, from -1 to 1. One thread at a time;
 * allocates nothing.
 */
final class Reference {

  private static final double LOWEST_HZ = 0.1;
  private static final double HIGHEST_HZ = 0.2;
  private static final int COEFFICIENTS = 4;
  private static final double LARGEST_AMPLITUDE = 0.55;

  /** Of the largest possible sum of the harmonics. */
  private static final double LARGEST_SUM = 6;

  private static final double NORM = 3;
  private static final double RAMP_SECONDS = 1;

  private final double[] home;
  private final double[] amplitude;
  private final double[] context;

  Reference(ArmRobot robot) {
    this.home = robot.home();
    this.amplitude = new double[home.length];
    for (int i = 0; i < home.length; i++) {
      ArmRobot.Joint joint = robot.joints().get(i);
      double room = 0.9 * Math.min(home[i] - joint.low(), joint.high() - home[i]);
      amplitude[i] = Math.min(LARGEST_AMPLITUDE, room * NORM / LARGEST_SUM);
    }
    this.context = new double[1 + COEFFICIENTS * home.length];
  }

  static Box ranges(ArmRobot robot) {
    double[] low = new double[1 + COEFFICIENTS * robot.jointCount()];
    double[] high = new double[low.length];
    java.util.Arrays.fill(low, -1);
    java.util.Arrays.fill(high, 1);
    low[0] = LOWEST_HZ;
    high[0] = HIGHEST_HZ;
    return new Box(low, high);
  }

  /** The numbers of the trajectory; a live view. */
  double[] context() {
    return context;
  }

  void use(double[] newContext) {
    System.arraycopy(newContext, 0, context, 0, context.length);
  }

  /** Positions of the joints at a time. */
  void at(double seconds, double[] joints, int offset) {
    double share = Math.min(Math.max(seconds / RAMP_SECONDS, 0), 1);
    double ramp = share * share * (3 - 2 * share);
    double angle = 2 * Math.PI * context[0] * seconds;
    double sine = Math.sin(angle);
    double cosine = Math.cos(angle);
    double sine2 = 2 * sine * cosine;
    double cosine2 = 1 - 2 * sine * sine;
    for (int i = 0; i < home.length; i++) {
      int first = 1 + COEFFICIENTS * i;
      double sum =
          context[first] * sine
              + context[first + 1] * (1 - cosine)
              + context[first + 2] * sine2
              + context[first + 3] * (1 - cosine2);
      joints[offset + i] = home[i] + ramp * amplitude[i] / NORM * sum;
    }
  }
}
