package org.workcell.sim2real.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim.delta.DeltaChannel;
import org.workcell.sim.delta.DeltaInput;
import org.workcell.sim.delta.DeltaLayer;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.delta.DeltaObservation;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.LogNoise;
import org.workcell.sim2real.replay.ReplayBatch;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.ReplayRig;
import org.workcell.sim2real.replay.Windows;

class DeltaReplayTest {

  /** A network that always answers this. */
  private static DeltaModel constant(double value) {
    int inputs = 2 * DeltaInput.standard().stream().mapToInt(DeltaInput::steps).sum();
    return DeltaModel.builder(DeltaModel.Kind.COMMAND)
        .controlPeriodSeconds(DeltaRig.PERIOD)
        .channels(List.of(new DeltaChannel("elbow", 1, 1), new DeltaChannel("shoulder", 1, 1)))
        .layers(List.of(new DeltaLayer(new double[2 * inputs], new double[] {value, value})))
        .build();
  }

  /**
   * Where the model has a delay, the drives still get commands from before the window, and the
   * robot got those with what the delta would have added.
   */
  @Test
  void changesCommandsBeforeTheWindowToo() {
    double added = 0.07;
    try (RobotModel model = DeltaRig.model()) {
      RobotSetup setup =
          RobotSetup.builder(model)
              .chain(List.of(DeltaRig.stage("delay", "delay_seconds", 0.055)))
              .build();
      List<ReplayLog> logs =
          DeltaRig.logs(setup, 1, 2, 0, added).stream()
              .map(log -> ReplayLog.of(log, setup))
              .toList();
      double with = worst(setup, logs, constant(added));
      double without = worst(setup, logs, constant(1e-12));
      assertTrue(with < 1e-6, "with the delta " + with);
      assertTrue(without > 0.01, "without " + without);
    }
  }

  private static double worst(RobotSetup setup, List<ReplayLog> logs, DeltaModel delta) {
    try (ReplayBatch batch =
        ReplayBatch.builder(setup)
            .logs(logs)
            .windows(Windows.every(logs, 0.4, 0.3).subList(1, 4))
            .threads(1)
            .filters(DeltaReplay.of(delta, logs))
            .build()) {
      double worst = 0;
      for (double residual : batch.evaluate(new double[][] {setup.nominal()})[0]) {
        worst = Math.max(worst, Math.abs(residual));
      }
      return worst;
    }
  }

  @Test
  void labelsLeadTheModelWhereTheRobotWent() {
    try (RobotModel model = DeltaRig.model()) {
      RobotSetup setup = RobotSetup.builder(model).build();
      List<RobotLog> logs = DeltaRig.logs(setup, 1, 2, 0, 0.05);
      DeltaProblem problem = DeltaProblem.of(setup, logs, DeltaRig.options(1, 1));
      LogNoise noise = new LogNoise(new double[] {1e-4, 1e-4}, new double[] {1e-3, 1e-3});
      DeltaLabels labels =
          new LabelSolver(problem.systems(), 1, problem.labelOptions(), noise, CommandLags.NONE)
              .solve(problem.training());
      assertEquals(0, labels.rejected());
      assertTrue(labels.residuals()[0] > 5, "before " + labels.residuals()[0]);
      assertTrue(labels.residuals()[1] < 0.3, "after " + labels.residuals()[1]);
      for (int i = 0; i < 2 * (labels.changes()[0].length / 2 - 1); i++) {
        assertEquals(0.05, labels.changes()[0][i], 1e-3);
        assertTrue(labels.weights()[0][i] > 0.5);
      }
    }
  }

  /** With a delay of more than a row the command of a row acts in the rows after it. */
  @Test
  void labelsFollowDelays() {
    try (RobotModel model = DeltaRig.model()) {
      RobotSetup setup =
          RobotSetup.builder(model)
              .chain(List.of(DeltaRig.stage("delay", "delay_seconds", 0.03)))
              .build();
      DeltaProblem problem =
          DeltaProblem.of(setup, DeltaRig.logs(setup, 1, 2, 0, 0.05), DeltaRig.options(1, 1));
      CommandLags lags = CommandLags.of(problem.systems(), problem.training());
      assertEquals(new CommandLags(1, 2), lags);
      LogNoise noise = new LogNoise(new double[] {1e-4, 1e-4}, new double[] {1e-3, 1e-3});
      DeltaLabels labels =
          new LabelSolver(problem.systems(), 1, problem.labelOptions(), noise, lags)
              .solve(problem.training());
      for (int row = 10; row < 80; row++) {
        assertEquals(0.05, labels.changes()[0][2 * row], 3e-3, "row " + row);
      }
    }
  }

  @Test
  void aPauseInALogIsNoOtherRate() {
    try (RobotModel model = DeltaRig.model()) {
      RobotSetup setup = RobotSetup.builder(model).build();
      List<RobotLog> logs = DeltaRig.logs(setup, 2, 2, 0, 0);
      RobotLog log = logs.get(1);
      double[] times = log.timesSeconds().clone();
      for (int row = times.length / 2; row < times.length; row++) {
        times[row] += 10;
      }
      RobotLog paused =
          RobotLog.builder(log.meta(), times)
              .with(Quantity.COMMAND, log.values(Quantity.COMMAND))
              .with(Quantity.POSITION, log.values(Quantity.POSITION))
              .with(Quantity.VELOCITY, log.values(Quantity.VELOCITY))
              .build();
      assertTrue(LogDivision.of(setup, List.of(logs.get(0), paused)).all().size() >= 2);
    }
  }

  /** What no command reaches is counted and does not teach. */
  @Test
  void rejectsWhatNoActionExplains() {
    try (RobotModel model = DeltaRig.model()) {
      RobotSetup setup = RobotSetup.builder(model).build();
      RobotLog log = DeltaRig.logs(setup, 1, 2, 0, 0).get(0);
      double[] positions = log.values(Quantity.POSITION);
      for (int row = 50; row < positions.length / 2; row++) {
        positions[2 * row] += 0.5;
      }
      RobotLog jumps =
          RobotLog.builder(log.meta(), log.timesSeconds())
              .with(Quantity.COMMAND, log.values(Quantity.COMMAND))
              .with(Quantity.POSITION, positions)
              .with(Quantity.VELOCITY, log.values(Quantity.VELOCITY))
              .build();
      DeltaProblem problem = DeltaProblem.of(setup, List.of(jumps), DeltaRig.options(1, 1));
      LogNoise noise = new LogNoise(new double[] {1e-4, 1e-4}, new double[] {1e-3, 1e-3});
      DeltaLabels labels =
          new LabelSolver(problem.systems(), 1, problem.labelOptions(), noise, CommandLags.NONE)
              .solve(problem.training());
      assertTrue(labels.rejected() >= 1, "rejected " + labels.rejected());
      assertEquals(0, labels.weights()[0][2 * 49]);
    }
  }

  @Test
  void refusesWhatADeltaCannotChange() {
    try (RobotModel model = ReplayRig.model(ReplayRig.ARM.formatted(ReplayRig.MOTORS))) {
      RobotSetup setup = RobotSetup.builder(model).build();
      double[] times = ReplayRig.times(50, DeltaRig.PERIOD);
      RobotLog torques =
          ReplayRig.record(
              setup,
              ReplayRig.meta(CommandKind.TORQUE, DeltaRig.JOINTS, Map.of()),
              times,
              new double[100],
              null);
      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> DeltaReplay.of(constant(0), List.of(ReplayLog.of(torques, setup))));
      assertTrue(refusal.getMessage().contains("TORQUE"), refusal.getMessage());
    }
  }

  /** The part of the gradient of windows that goes through inputs, against differences. */
  @Test
  void inputsGradientsAreThoseOfTheNetwork() {
    List<DeltaInput> inputs = DeltaInput.standard();
    Random random = new Random(3);
    DeltaModel model = drawn(inputs, random);
    double[][] states = new double[8][4];
    for (double[] state : states) {
      Arrays.setAll(state, i -> 0.1 * random.nextGaussian());
    }
    int row = 6;
    double[] read = inputsAt(inputs, states, row);
    double[] change = {0.7, -1.3};
    OutputGradient gradient = new OutputGradient(model);
    double[] made = deltas(model, read);
    double[][] found = new double[8][4];
    gradient.back(read, 0, change, made, 0, new float[2], 0);
    gradient.addTo(found, row, read, 0);
    for (int at = 0; at <= row; at++) {
      for (int i = 0; i < 4; i++) {
        double step = 1e-6;
        states[at][i] += step;
        double[] more = deltas(model, inputsAt(inputs, states, row));
        states[at][i] -= 2 * step;
        double[] less = deltas(model, inputsAt(inputs, states, row));
        states[at][i] += step;
        double expected =
            (change[0] * (more[0] - less[0]) + change[1] * (more[1] - less[1])) / (2 * step);
        assertEquals(expected, found[at][i], 1e-5, "row %d state %d".formatted(at, i));
      }
    }
  }

  private static DeltaModel drawn(List<DeltaInput> inputs, Random random) {
    int width = 2 * inputs.stream().mapToInt(DeltaInput::steps).sum();
    double[] first = random.doubles(5L * width, -0.5, 0.5).toArray();
    double[] second = random.doubles(10, -0.5, 0.5).toArray();
    return DeltaModel.builder(DeltaModel.Kind.COMMAND)
        .controlPeriodSeconds(DeltaRig.PERIOD)
        .channels(List.of(new DeltaChannel("shoulder", 0.3, 9), new DeltaChannel("elbow", 0.2, 9)))
        .inputs(inputs)
        .layers(
            List.of(new DeltaLayer(first, new double[5]), new DeltaLayer(second, new double[2])))
        .build();
  }

  private static double[] inputsAt(List<DeltaInput> inputs, double[][] states, int row) {
    DeltaObservation observation = new DeltaObservation(2, inputs);
    observation.start();
    double[] command = {0.3, -0.2};
    for (int i = 0; i <= row; i++) {
      observation.observe(
          command,
          new double[] {states[i][0], states[i][1]},
          new double[] {states[i][2], states[i][3]});
    }
    return observation.values().clone();
  }

  private static double[] deltas(DeltaModel model, double[] read) {
    double[] made = PlainNetwork.of(model).compute(read, 0).clone();
    for (int j = 0; j < 2; j++) {
      made[j] *= model.channels().get(j).scale();
    }
    return made;
  }
}
