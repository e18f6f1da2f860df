package org.workcell.sim2real.replay;

/** Differences between a motion and what was measured, row by row. */
final class RowError {

  private final Trajectory motion;
  private final Trajectory measured;
  private final int joints;

  RowError(Trajectory motion, Trajectory measured) {
    this.motion = motion;
    this.measured = measured;
    this.joints = motion.log().joints().size();
  }

  private static Channel channel(ReplayErrors.Quantity quantity) {
    return switch (quantity) {
      case POSITION -> Channel.POSITION;
      case VELOCITY -> Channel.VELOCITY;
      case TORQUE -> Channel.MEAN_TORQUE;
      case TIP_POSITION, TIP_ROTATION -> Channel.TIP;
      case BASE_POSITION, BASE_ROTATION -> Channel.BASE;
    };
  }

  boolean has(ReplayErrors.Quantity quantity) {
    return motion.has(channel(quantity));
  }

  /** Errors of a row; null where a value is missing. */
  double[] at(ReplayErrors.Quantity quantity, int row) {
    return error(quantity, row, row, 1);
  }

  /**
   * Errors at a time after the window's start, interpolated between rows; null where the window or
   * the motion ends before, or a value is missing.
   */
  double[] atTime(ReplayErrors.Quantity quantity, double seconds) {
    int last = motion.goodRows() - 1;
    if (last < 0) {
      return null;
    }
    if (Double.isInfinite(seconds)) {
      return motion.diverged() ? null : at(quantity, last);
    }
    int right = 0;
    while (right <= last && motion.seconds(right) < seconds - 1e-9) {
      right++;
    }
    if (right > last) {
      return null;
    }
    if (right == 0) {
      return at(quantity, 0);
    }
    double left = motion.seconds(right - 1);
    double share = (seconds - left) / (motion.seconds(right) - left);
    return error(quantity, right - 1, right, Math.min(1, share));
  }

  private double[] error(ReplayErrors.Quantity quantity, int left, int right, double share) {
    double[] error =
        switch (quantity) {
          case POSITION, VELOCITY, TORQUE -> ofJoints(channel(quantity), left, right, share);
          case TIP_POSITION -> distance(Channel.TIP, left, right, share);
          case BASE_POSITION -> distance(Channel.BASE, left, right, share);
          case TIP_ROTATION -> angle(Channel.TIP, share < 0.5 ? left : right);
          case BASE_ROTATION -> angle(Channel.BASE, share < 0.5 ? left : right);
        };
    for (double value : error) {
      if (!Double.isFinite(value)) {
        return null;
      }
    }
    return error;
  }

  private double[] ofJoints(Channel channel, int left, int right, double share) {
    double[] error = new double[joints];
    for (int joint = 0; joint < joints; joint++) {
      error[joint] = difference(channel, left, right, share, joint);
    }
    return error;
  }

  private double difference(Channel channel, int left, int right, double share, int component) {
    double late =
        motion.value(channel, right, component) - measured.value(channel, right, component);
    if (share == 1) {
      return late;
    }
    double early =
        motion.value(channel, left, component) - measured.value(channel, left, component);
    return (1 - share) * early + share * late;
  }

  private double[] distance(Channel channel, int left, int right, double share) {
    double square = 0;
    for (int axis = 0; axis < 3; axis++) {
      double difference = difference(channel, left, right, share, axis);
      square += difference * difference;
    }
    return new double[] {Math.sqrt(square)};
  }

  /** The angle of the rotation from one orientation to the other. */
  private double[] angle(Channel channel, int row) {
    double dot = 0;
    double apart = 0;
    for (int i = 3; i < 7; i++) {
      dot += motion.value(channel, row, i) * measured.value(channel, row, i);
    }
    double sign = dot < 0 ? -1 : 1;
    for (int i = 3; i < 7; i++) {
      double difference = motion.value(channel, row, i) - sign * measured.value(channel, row, i);
      apart += difference * difference;
    }
    return new double[] {4 * Math.asin(Math.min(1, Math.sqrt(apart) / 2))};
  }
}
