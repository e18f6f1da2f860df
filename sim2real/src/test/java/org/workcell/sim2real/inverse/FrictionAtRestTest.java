package org.workcell.sim2real.inverse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.LogClock;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim.random.RandomStream;

/** What noise of a log says of a joint that moves for 20 s and then stands as long. */
class FrictionAtRestTest {

  private static final double RATE_HZ = 100;
  private static final int ROWS = 4000;
  private static final int STANDS = 2000;
  private static final double SPEED = 0.3;

  /** Rows in which it comes to a stop. */
  private static final int BRAKES = 100;

  private static final double POSITION_NOISE = 2e-4;
  private static final double VELOCITY_NOISE = 5e-3;

  private static double speed(int row) {
    double left = Math.max(0, Math.min(1, (STANDS - row) / (double) BRAKES));
    return SPEED * 0.5 * (1 - Math.cos(Math.PI * left));
  }

  private static EffortLog log(boolean velocities) {
    RandomStream random = new RandomStream(7);
    double[] times = new double[ROWS];
    double[] position = new double[ROWS];
    double[] velocity = new double[ROWS];
    double place = 0;
    for (int row = 0; row < ROWS; row++) {
      times[row] = row / RATE_HZ;
      place += speed(row) / RATE_HZ;
      position[row] = place + POSITION_NOISE * random.nextGaussian();
      velocity[row] = speed(row) + VELOCITY_NOISE * random.nextGaussian();
    }
    LogMeta meta =
        new LogMeta(
            "stops",
            "",
            List.of("joint"),
            CommandKind.NONE,
            RATE_HZ,
            LogClock.MEASURED,
            Map.of(),
            "stops.csv",
            "");
    RobotLog.Builder log =
        RobotLog.builder(meta, times)
            .with(Quantity.POSITION, position)
            .with(Quantity.TORQUE, new double[ROWS]);
    return EffortLog.of((velocities ? log.with(Quantity.VELOCITY, velocity) : log).build());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void restIsAFewDeviationsOfFilteredVelocities(boolean velocities) {
    EffortLog log = log(velocities);
    double squares = 0;
    int rows = 0;
    for (int row = STANDS + 50; row < ROWS - 50; row++) {
      squares += log.velocity()[0][row] * log.velocity()[0][row];
      rows++;
    }
    assertEquals(3, log.restSpeed()[0] / Math.sqrt(squares / rows), 0.3);
  }

  /** Signs of noise would bring what friction holds from all to nothing in half a second. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void frictionHoldsWhatItHeldWhenTheJointStopped(boolean velocities) {
    EffortLog log = log(velocities);
    FrictionShape friction = new FrictionShape(FrictionShape.Family.M1, 2e-4, 0.2);
    double[] coulomb = friction.features(log, 0, new double[ROWS])[0];
    assertEquals(1, coulomb[STANDS / 2], 0.01);
    double sum = 0;
    for (int row = STANDS; row < ROWS; row++) {
      sum += coulomb[row];
    }
    assertEquals(1, sum / (ROWS - STANDS), 0.2);
  }

  @Test
  void stepsOfAnEncoderAreNoise() {
    double[] ramp = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      ramp[row] = 1e-3 * Math.floor(row / 40.0);
    }
    assertEquals(1e-3 / Math.sqrt(12), VelocityNoise.deviation(ramp, signal -> signal), 1e-12);
  }
}
