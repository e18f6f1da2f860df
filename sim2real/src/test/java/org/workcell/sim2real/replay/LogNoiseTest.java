package org.workcell.sim2real.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;

class LogNoiseTest {

  private static final double POSITION_NOISE = 2e-4;
  private static final double VELOCITY_NOISE = 5e-3;

  @Test
  void fastMotionIsNotTakenForNoise() {
    // Third differences of 3 Hz at 100 rows per second are three times those of the noise.
    LogNoise noise = noise(3, 0.01);
    assertEquals(POSITION_NOISE, noise.position()[0], 0.1 * POSITION_NOISE);
    assertEquals(VELOCITY_NOISE, noise.velocity()[0], 0.1 * VELOCITY_NOISE);
  }

  @Test
  void noiseOfAStandingJointIsItsDeviation() {
    LogNoise noise = noise(0, 0.01);
    assertEquals(POSITION_NOISE, noise.position()[0], 0.1 * POSITION_NOISE);
    assertEquals(VELOCITY_NOISE, noise.velocity()[0], 0.1 * VELOCITY_NOISE);
  }

  private static LogNoise noise(double motionHz, double stepSeconds) {
    try (RobotModel model = ReplayRig.model(ReplayRig.ARM.formatted(ReplayRig.SERVOS))) {
      RobotSetup setup = RobotSetup.builder(model).build();
      return LogNoise.of(ReplayRig.ready(setup, log(motionHz, stepSeconds)));
    }
  }

  private static RobotLog log(double motionHz, double stepSeconds) {
    double[] times = ReplayRig.times(2000, stepSeconds);
    Random random = new Random(7);
    double[] positions = new double[2 * times.length];
    double[] velocities = new double[2 * times.length];
    double pace = 2 * Math.PI * motionHz;
    for (int i = 0; i < positions.length; i++) {
      double phase = pace * times[i / 2];
      positions[i] = 0.5 * Math.sin(phase) + POSITION_NOISE * random.nextGaussian();
      velocities[i] = 0.5 * pace * Math.cos(phase) + VELOCITY_NOISE * random.nextGaussian();
    }
    List<String> joints = List.of("shoulder", "elbow");
    return RobotLog.builder(ReplayRig.meta(CommandKind.POSITION, joints, Map.of()), times)
        .with(Quantity.POSITION, positions)
        .with(Quantity.VELOCITY, velocities)
        .with(Quantity.COMMAND, positions)
        .build();
  }
}
