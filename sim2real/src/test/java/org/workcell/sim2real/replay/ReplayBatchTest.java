package org.workcell.sim2real.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;

/** Logs that the simulator made are replayed without error; what is wrong is said. */
class ReplayBatchTest {

  private static final List<String> JOINTS = List.of("shoulder", "elbow");
  private static final LogMeta META = ReplayRig.meta(CommandKind.POSITION, JOINTS, Map.of());

  private static ChainStage stage(String name, Map<String, Double> values) {
    Map<String, Map<String, Double>> both = new LinkedHashMap<>();
    both.put("shoulder", values);
    both.put("elbow", values);
    return new ChainStage(name, both);
  }

  private static List<ChainStage> chain() {
    return List.of(
        stage("delay", Map.of("delay_seconds", 0.0133)),
        stage("backlash", Map.of("gap", 0.03)),
        stage("servo", Map.of("stiffness", 40.0, "damping", 1.0)),
        stage(
            "friction",
            Map.of("coulomb_torque", 0.2, "viscous_coefficient", 0.05, "stribeck_torque", 0.1)));
  }

  private static double worst(RobotSetup setup, RobotLog log, double horizon, double stride) {
    List<ReplayLog> logs = ReplayRig.ready(setup, log);
    try (ReplayBatch batch =
        ReplayBatch.builder(setup)
            .logs(logs)
            .windows(Windows.every(logs, horizon, stride))
            .velocityWeights(0.1)
            .threads(2)
            .build()) {
      return ReplayRig.largest(batch.evaluate(new double[][] {setup.nominal()})[0]);
    }
  }

  @Test
  void aLogOfTheSimulatorIsReplayedWithoutError() {
    double[] times = ReplayRig.times(200, 0.02);
    try (RobotModel model = ReplayRig.model(ReplayRig.ARM.formatted(ReplayRig.SERVOS))) {
      RobotSetup setup = RobotSetup.builder(model).build();
      RobotLog log = ReplayRig.record(setup, META, times, ReplayRig.sines(times, 2, 1), null);
      assertEquals(0, worst(setup, log, 1.0, 0.3), 1e-9);
    }
  }

  @Test
  void aWholeChainIsReplayedWithoutErrorFromTheMiddle() {
    double[] times = ReplayRig.times(200, 0.02);
    try (RobotModel model = ReplayRig.model(ReplayRig.ARM.formatted(ReplayRig.SERVOS))) {
      RobotSetup setup = RobotSetup.builder(model).chain(chain()).build();
      RobotLog log = ReplayRig.record(setup, META, times, ReplayRig.sines(times, 2, 2), null);
      assertEquals(0, worst(setup, log, 1.0, 0.3), 1e-7);
    }
  }

  @Test
  void unevenTimesAreFollowed() {
    double[] times = new double[300];
    java.util.Random random = new java.util.Random(5);
    for (int row = 1; row < times.length; row++) {
      // Whole physics steps, so that rounding plays no part: 1 to 9 of them.
      times[row] = times[row - 1] + 0.002 * (1 + random.nextInt(9));
    }
    try (RobotModel model = ReplayRig.model(ReplayRig.ARM.formatted(ReplayRig.SERVOS))) {
      RobotSetup setup = RobotSetup.builder(model).chain(chain()).build();
      RobotLog log = ReplayRig.record(setup, META, times, ReplayRig.sines(times, 2, 3), null);
      assertEquals(0, worst(setup, log, 0.5, 0.17), 1e-7);
    }
  }

  @Test
  void driftOfFinestepTimesDoesNotAddUp() {
    // 3.3 ms rows on 2 ms steps: rounding each distance would be 18 % off after a second.
    double[] times = ReplayRig.times(1000, 0.0033);
    try (RobotModel model = ReplayRig.model(ReplayRig.ARM.formatted(ReplayRig.SERVOS))) {
      RobotSetup setup = RobotSetup.builder(model).build();
      RobotLog log = ReplayRig.record(setup, META, times, ReplayRig.sines(times, 2, 4), null);
      assertTrue(worst(setup, log, 1.0, 0.5) < 0.02);
    }
  }

  @Test
  void aDriveThatIsOffGivesNoTorque() {
    double[] times = ReplayRig.times(200, 0.02);
    double[] enabled = new double[400];
    for (int row = 0; row < 200; row++) {
      enabled[2 * row] = row / 40 % 2 == 0 ? 1 : 0;
      enabled[2 * row + 1] = row / 25 % 2 == 0 ? 1 : 0;
    }
    try (RobotModel model = ReplayRig.model(ReplayRig.ARM.formatted(ReplayRig.SERVOS))) {
      for (List<ChainStage> chain : List.of(List.<ChainStage>of(), chain())) {
        RobotSetup setup = RobotSetup.builder(model).chain(chain).build();
        double[] commands = ReplayRig.sines(times, 2, 1);
        RobotLog log = ReplayRig.record(setup, META, times, commands, enabled);
        RobotLog on = ReplayRig.record(setup, META, times, commands, null);
        assertEquals(0, worst(setup, log, 1.0, 0.3), 1e-7);
        assertFalse(
            log.timeSeconds(199) == 0
                || Math.abs(
                        log.value(org.workcell.datasets.logs.Quantity.POSITION, 60, 0)
                            - on.value(org.workcell.datasets.logs.Quantity.POSITION, 60, 0))
                    < 0.01);
      }
    }
  }

  /** The nominal vector, then those in which one parameter is larger. */
  private static double[][] eachChanged(RobotSetup setup) {
    double[][] vectors = new double[setup.parameters().size() + 1][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = setup.nominal();
      if (i > 0) {
        vectors[i][i - 1] *= 1.1;
      }
    }
    return vectors;
  }

  @Test
  void resultsDoNotDependOnThreadsOrRepetition() {
    double[] times = ReplayRig.times(200, 0.02);
    try (RobotModel model = ReplayRig.model(ReplayRig.ARM.formatted(ReplayRig.SERVOS))) {
      RobotSetup setup =
          RobotSetup.builder(model)
              .chain(chain())
              .parameters(
                  List.of(
                      "body:lower/mass",
                      "body:upper/com_z",
                      "joint:elbow/armature",
                      "actuator:elbow/delay.delay_seconds",
                      "actuator:shoulder/servo.stiffness"))
              .build();
      RobotLog log = ReplayRig.record(setup, META, times, ReplayRig.sines(times, 2, 2), null);
      double[][] vectors = eachChanged(setup);
      List<ReplayLog> logs = ReplayRig.ready(setup, log);
      double[][][] results = new double[3][][];
      for (int threads = 1; threads <= 3; threads++) {
        try (ReplayBatch batch =
            ReplayBatch.builder(setup)
                .logs(logs)
                .windows(Windows.every(logs, 0.5, 0.1))
                .threads(threads)
                .build()) {
          batch.evaluate(vectors);
          results[threads - 1] = batch.evaluate(vectors);
        }
      }
      for (int i = 0; i < vectors.length; i++) {
        assertArrayEquals(results[0][i], results[1][i]);
        assertArrayEquals(results[0][i], results[2][i]);
        if (i > 0) {
          assertTrue(ReplayRig.largest(results[0][i]) > 1e-4, "parameter " + (i - 1));
        }
      }
      assertEquals(0, ReplayRig.largest(results[0][0]), 1e-7);
    }
  }

  @Test
  void commandsNeedADriveOfTheirKind() {
    double[] times = ReplayRig.times(50, 0.02);
    try (RobotModel model = ReplayRig.model(ReplayRig.ARM.formatted(ReplayRig.MOTORS))) {
      RobotSetup setup = RobotSetup.builder(model).build();
      RobotLog log = ReplayRig.record(setup, META, times, ReplayRig.sines(times, 2, 2), null);
      String message =
          assertThrows(IllegalArgumentException.class, () -> ReplayLog.of(log, setup)).getMessage();
      assertTrue(message.contains("shoulder") && message.contains("servo"), message);
      RobotSetup chained = RobotSetup.builder(model).chain(chain()).build();
      assertEquals(50, ReplayLog.of(log, chained).rows());
    }
  }
}
