package org.workcell.sim2real.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.records.Json;
import org.workcell.sim2real.metrics.HorizonErrors;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;

/** Errors of motions whose errors are known beforehand. */
class ReplayStudyTest {

  private static final List<String> JOINTS = List.of("shoulder", "elbow");
  private static final double[] HORIZONS = {0.25, 0.5, HorizonErrors.FULL};

  private static LogMeta meta(String name, CommandKind kind) {
    LogMeta meta = ReplayRig.meta(kind, JOINTS, Map.of());
    return new LogMeta(
        name,
        meta.robot(),
        meta.jointNames(),
        kind,
        0,
        meta.clock(),
        meta.constants(),
        meta.sourceFile(),
        meta.sourceSha256());
  }

  /** Both joints turn at constant speeds, whatever is commanded. */
  private static RobotLog turning(CommandKind kind, Quantity drive) {
    int rows = 201;
    double[] t = ReplayRig.times(rows, 0.01);
    double[] q = new double[2 * rows];
    double[] qd = new double[2 * rows];
    for (int i = 0; i < rows; i++) {
      q[2 * i] = 0.3 * t[i];
      q[2 * i + 1] = -0.4 * t[i];
      qd[2 * i] = 0.3;
      qd[2 * i + 1] = -0.4;
    }
    return RobotLog.builder(meta("turning", kind), t)
        .with(Quantity.POSITION, q)
        .with(Quantity.VELOCITY, qd)
        .with(drive, q)
        .build();
  }

  private static ReplayStudy study(RobotSetup setup, List<RobotLog> logs, int threads) {
    return ReplayStudy.of(
        List.of(new ReplayStudy.Candidate("nominal", setup)),
        logs,
        new ReplayStudy.Options(HORIZONS, 0.1, threads, 3));
  }

  @Test
  void holdingStillIsAsFarBehindAsTheRobotTurned() {
    try (RobotModel model = ReplayRig.model(ReplayRig.ARM.formatted(ReplayRig.SERVOS))) {
      RobotSetup setup = RobotSetup.builder(model).build();
      ReplayStudy study = study(setup, List.of(turning(CommandKind.POSITION, Quantity.COMMAND)), 1);
      assertEquals(List.of("nominal", ReplayStudy.HOLDING_STILL), study.motions());
      ReplayErrors.Quantity position = ReplayErrors.Quantity.POSITION;
      double rms = Math.sqrt((0.09 + 0.16) / 2);
      assertEquals(0.25 * rms, study.at(1, position, 0.25).value(), 1e-12);
      assertEquals(0.5 * rms, study.at(1, position, 0.5).value(), 1e-12);
      assertEquals(2 * rms, study.at(1, position, HorizonErrors.FULL).value(), 1e-12);
      assertEquals(0.15, study.errors(1, 0.5).at(position, 0, 0.5), 1e-12);
      // The mean square of 1..25 hundredths of a second.
      double mean = Math.sqrt(26.0 * 51 / 6) * 0.01;
      assertEquals(mean * rms, study.within(1, position, 0.25).value(), 1e-12);
      assertEquals(rms, study.at(1, ReplayErrors.Quantity.VELOCITY, 0.5).value(), 1e-12);
      // Each window's error is the same, so its interval is a point.
      assertEquals(0.25 * rms, study.at(1, position, 0.25).low(), 1e-12);
      assertEquals(0.25 * rms, study.at(1, position, 0.25).high(), 1e-12);
      assertTrue(study.asap(1, 0.5).globalMm() > 1);
    }
  }

  @Test
  void anAngleOfTheEndEffectorIsTheSumOfParallelJoints() {
    try (RobotModel model = ReplayRig.model(ReplayRig.ARM.formatted(ReplayRig.SERVOS))) {
      RobotSetup setup = RobotSetup.builder(model).build();
      ReplayStudy study = study(setup, List.of(turning(CommandKind.POSITION, Quantity.COMMAND)), 1);
      assertEquals(0.5 * 0.1, study.at(1, ReplayErrors.Quantity.TIP_ROTATION, 0.5).value(), 1e-9);
    }
  }

  @Test
  void whatDivergesCountsAsFailed() {
    // Servos so stiff that no step of 2 ms follows them.
    String wild =
        ReplayRig.SERVOS.replaceAll(
            "kp=\"\\d+\" kv=\"[\\d.]+\" forcerange=\"[^\"]*\"", "kp=\"1e9\"");
    String explicit = ReplayRig.ARM.replace("implicitfast", "Euler").formatted(wild);
    try (RobotModel model = ReplayRig.model(explicit)) {
      RobotSetup setup = RobotSetup.builder(model).build();
      RobotLog log = turning(CommandKind.POSITION, Quantity.COMMAND);
      ReplayStudy study = study(setup, List.of(log), 2);
      assertEquals(study.errors(0, 0.5).windows(), study.errors(0, 0.5).failures());
      assertEquals(0, study.errors(1, 0.5).failures());
      List<ReplayLog> logs = ReplayRig.ready(setup, log);
      try (ReplayBatch batch =
          ReplayBatch.builder(setup)
              .logs(logs)
              .windows(Windows.every(logs, 0.5, 0.5))
              .threads(1)
              .build()) {
        double[] residuals = batch.evaluate(new double[][] {setup.nominal()})[0];
        assertEquals(Double.POSITIVE_INFINITY, residuals[residuals.length - 1]);
      }
    }
  }

  @Test
  void logsWithoutCommandsAreReplayedShortlyAndItSaysWhy() {
    try (RobotModel model = ReplayRig.model(ReplayRig.ARM.formatted(ReplayRig.MOTORS))) {
      RobotSetup setup = RobotSetup.builder(model).build();
      ReplayStudy study = study(setup, List.of(turning(CommandKind.NONE, Quantity.TORQUE)), 1);
      assertEquals(1, study.horizonsSeconds().length);
      assertEquals(0.25, study.horizonsSeconds()[0]);
      assertTrue(study.notes().get(0).contains("no position commands"), study.notes().get(0));
    }
  }

  @Test
  void theSameSeedGivesTheSameBytesOnAnyNumberOfThreads() {
    double[] times = ReplayRig.times(150, 0.02);
    try (RobotModel model = ReplayRig.model(ReplayRig.ARM.formatted(ReplayRig.SERVOS))) {
      RobotSetup truth = RobotSetup.builder(model).hold("joint:elbow/damping", 1).build();
      List<RobotLog> logs = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        LogMeta meta = meta("log" + i, CommandKind.POSITION);
        logs.add(ReplayRig.record(truth, meta, times, ReplayRig.sines(times, 2, i), null));
      }
      RobotSetup setup = RobotSetup.builder(model).build();
      ReplayStudy one = study(setup, logs, 1);
      String first = Json.pretty(ReplayReport.of(one));
      assertEquals(first, Json.pretty(ReplayReport.of(study(setup, logs, 2))));
      assertTrue(first.contains("6 logs"), first);
      ReplayStudy.Estimate error = one.at(0, ReplayErrors.Quantity.POSITION, 0.5);
      assertTrue(error.low() < error.value() && error.value() < error.high(), error + "");
      assertTrue(error.value() > 1e-3, error + "");
    }
  }
}
