package org.workcell.cli;

import picocli.CommandLine.Option;

/** The options of motions that excite a robot: how long, how large, how fast. */
final class MotionArguments {

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Seconds of each motion (default: ${DEFAULT-VALUE}).")
  private double seconds = 10;

  @Option(
      names = "--amplitude",
      paramLabel = "RAD",
      description = "Largest distance from the centre, rad or m (default: ${DEFAULT-VALUE}).")
  private double amplitude;

  @Option(
      names = "--highest-hz",
      paramLabel = "HZ",
      description = "Highest frequency of sines (default: ${DEFAULT-VALUE}).")
  private double highestHz = 1;

  @Option(
      names = "--velocity",
      paramLabel = "RAD/S",
      description = "Limit of all joints (default: ${DEFAULT-VALUE}).")
  private double velocity;

  @Option(
      names = "--acceleration",
      paramLabel = "RAD/S2",
      description = "Limit of all joints (default: ${DEFAULT-VALUE}).")
  private double acceleration;

  /** With the command's own defaults, rad, rad/s, rad/s^2. */
  MotionArguments(double amplitude, double velocity, double acceleration) {
    this.amplitude = amplitude;
    this.velocity = velocity;
    this.acceleration = acceleration;
  }

  double seconds() {
    return seconds;
  }

  double amplitude() {
    return amplitude;
  }

  double highestHz() {
    return highestHz;
  }

  double velocity() {
    return velocity;
  }

  double acceleration() {
    return acceleration;
  }
}
