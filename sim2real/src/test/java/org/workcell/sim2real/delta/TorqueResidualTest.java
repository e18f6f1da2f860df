package org.workcell.sim2real.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.LogClock;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.policies.testing.Models;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.delta.DeltaRunner;
import org.workcell.sim2real.inverse.InversePrediction;
import org.workcell.sim2real.model.RobotModel;

/**
 * An arm with friction at the shoulder that grows with its angle, which no family of identification
 * has, and an elbow that the model describes.
 */
class TorqueResidualTest {

  private static final double RATE_HZ = 100;
  private static final int ROWS = 1200;

  @BeforeEach
  void needLibtorch() {
    Models.needLibtorch();
  }

  private static TorqueLog log(RobotModel model, int seed, double friction) {
    double[] times = new double[ROWS];
    double[] position = new double[2 * ROWS];
    double[] velocity = new double[2 * ROWS];
    for (int row = 0; row < ROWS; row++) {
      times[row] = row / RATE_HZ;
      for (int j = 0; j < 2; j++) {
        for (int h = 1; h <= 3; h++) {
          double w = 2 * Math.PI * 0.15 * h;
          double phase = w * times[row] + 1.7 * seed + 2.3 * j + h;
          position[2 * row + j] += 0.4 / h * Math.sin(phase);
          velocity[2 * row + j] += 0.4 / h * w * Math.cos(phase);
        }
      }
    }
    LogMeta meta = meta(seed);
    RobotLog still =
        RobotLog.builder(meta, times)
            .with(Quantity.POSITION, position)
            .with(Quantity.VELOCITY, velocity)
            .with(Quantity.TORQUE, new double[2 * ROWS])
            .build();
    double[] torque = torque(model, still, seed, friction);
    RobotLog log =
        RobotLog.builder(meta, times)
            .with(Quantity.POSITION, position)
            .with(Quantity.VELOCITY, velocity)
            .with(Quantity.TORQUE, torque)
            .build();
    return new TorqueLog(InversePrediction.nominal(model, log));
  }

  /** What inverse dynamics say, friction that depends on the angle, and noise. */
  private static double[] torque(RobotModel model, RobotLog still, int seed, double friction) {
    double[] position = still.values(Quantity.POSITION);
    double[] velocity = still.values(Quantity.VELOCITY);
    double[][] predicted = InversePrediction.nominal(model, still).effort();
    double[] torque = new double[2 * ROWS];
    Random random = new Random(seed);
    for (int row = 0; row < ROWS; row++) {
      double angle = position[2 * row];
      double budget = friction * (1 + Math.tanh(2 * angle));
      torque[2 * row] = predicted[0][row] + budget * Math.tanh(velocity[2 * row] / 0.1);
      torque[2 * row + 1] = predicted[1][row];
      torque[2 * row] += 0.02 * random.nextGaussian();
      torque[2 * row + 1] += 0.02 * random.nextGaussian();
    }
    return torque;
  }

  private static LogMeta meta(int seed) {
    return new LogMeta(
        "log" + seed,
        "",
        DeltaRig.JOINTS,
        CommandKind.NONE,
        RATE_HZ,
        LogClock.MEASURED,
        Map.of(),
        "log.npz",
        "");
  }

  private static TorqueGate.Judged learn(List<TorqueLog> logs) {
    TorqueResidual trainer = new TorqueResidual(DeltaRig.JOINTS, DeltaRig.options(60, 1));
    return new TorqueGate(trainer, 1).judge(logs);
  }

  @Test
  void frictionThatNoFamilyHasIsLearnedWhereItIs() {
    try (RobotModel model = DeltaRig.model()) {
      List<TorqueLog> logs = List.of(log(model, 1, 0.5), log(model, 2, 0.5), log(model, 3, 0.5));
      TorqueGate.Judged judged = learn(logs);
      assertTrue(judged.decision().accepted(), judged.decision().reason());
      assertTrue(judged.decision().joints().get(0).acts());
      assertFalse(judged.decision().joints().get(1).acts());
      TorqueError error = TorqueError.of(log(model, 4, 0.5), judged.model());
      TorqueError.Joint shoulder = error.joints().get(0);
      assertTrue(shoulder.with() < 0.5 * shoulder.without(), error.toString());
      TorqueError.Joint elbow = error.joints().get(1);
      assertEquals(elbow.without(), elbow.with(), 1e-12);
      DeltaRunner runner = judged.model().newRunner();
      runner.start();
      double[] torque = new double[2];
      runner.apply(torque, new double[] {0.3, 0}, new double[] {0.4, 0});
      assertTrue(torque[0] < -0.3, "friction brakes: " + torque[0]);
      assertEquals(judged.model().sha256(), learn(logs).model().sha256());
    }
  }

  @Test
  void noiseIsRefusedWithAReason() {
    try (RobotModel model = DeltaRig.model()) {
      TorqueGate.Decision one = learn(List.of(log(model, 1, 0))).decision();
      assertFalse(one.accepted());
      assertEquals(4, one.leftOut().size());
      assertTrue(one.reason().contains("no joint gains"), one.reason());
    }
  }

  @Test
  void deltasOfCommandsAreNotAddedToTorques() {
    try (RobotModel model = DeltaRig.model()) {
      TorqueLog log = log(model, 1, 0);
      DeltaModel torques =
          new TorqueResidual(DeltaRig.JOINTS, DeltaRig.options(1, 1)).train(List.of(log));
      DeltaModel commands =
          DeltaModel.builder(DeltaModel.Kind.COMMAND)
              .controlPeriodSeconds(0.01)
              .inputs(torques.inputs())
              .channels(torques.channels())
              .layers(torques.layers())
              .build();
      assertThrows(IllegalArgumentException.class, () -> log.predict(commands));
    }
  }
}
