package org.workcell.sim2real.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.LogClock;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.records.Json;
import org.workcell.policies.testing.Models;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.delta.DriveGain;
import org.workcell.sim2real.model.ConstantBindings;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayRig;

/** Logs of one robot whose servos had different gains. */
class DriveGainTest {

  private static final String BOTH = "actuator:shoulder/kp *= gain; actuator:elbow/kp *= gain";
  private static final String ONE = "actuator:shoulder/kp *= gain";

  private static RobotSetup.Builder setup(RobotModel model, String bindings) {
    return RobotSetup.builder(model)
        .bindings(ConstantBindings.parse(bindings))
        .hold("actuator:shoulder/kv", 4)
        .hold("actuator:elbow/kv", 2);
  }

  private static LogMeta meta(int number, double gain) {
    return new LogMeta(
        "log" + number,
        "",
        DeltaRig.JOINTS,
        CommandKind.POSITION,
        1 / DeltaRig.PERIOD,
        LogClock.MEASURED,
        Map.of("gain", gain),
        "log.npz",
        "");
  }

  private static RobotLog log(RobotSetup robot, int number, double gain) {
    double[] times = ReplayRig.times(150, DeltaRig.PERIOD);
    double[] commands = ReplayRig.sines(times, 2, number);
    return ReplayRig.record(robot, meta(number, gain), times, commands, null);
  }

  private static List<RobotLog> logs(RobotSetup robot, double... gains) {
    List<RobotLog> logs = new ArrayList<>();
    for (double gain : gains) {
      logs.add(log(robot, logs.size(), gain));
    }
    return logs;
  }

  /** A load is a torque, so the change of the command that it takes depends on the gain. */
  @Test
  void whatIsLearnedOfTwoGainsServesAThird() {
    Models.needLibtorch();
    try (RobotModel model = DeltaRig.model()) {
      RobotSetup loaded = setup(model, BOTH).hold("body:lower/mass", 0.9).build();
      RobotSetup setup = setup(model, BOTH).build();
      DeltaProblem problem =
          DeltaProblem.of(setup, logs(loaded, 0.4, 1, 0.4, 1, 0.4, 1), DeltaRig.options(150, 6));
      assertEquals(Optional.of(new DriveGain("gain", 0.4, 1)), problem.driveGain());
      DeltaModel delta =
          new SupervisedDelta().train(problem, Json.mapper().createObjectNode(), line -> {});
      List<RobotLog> third = List.of(log(loaded, 0, 3), log(loaded, 1, 3));
      DeltaGate.Decision decision =
          new DeltaGate(setup, 2, 1).judge(delta, third, List.of()).decision();
      assertTrue(decision.accepted(), decision.reason());
      assertTrue(decision.gains().get(2).gain() > 0.35, decision.gains().toString());
      RobotLog silent = DeltaRig.logs(setup(model, "").build(), 1, 3, 0, 0).get(0);
      assertThrows(
          IllegalArgumentException.class,
          () -> new DeltaGate(setup, 2, 1).judge(delta, List.of(silent), List.of()));
    }
  }

  @Test
  void labelsCountInUnitsOfTheGain() {
    double[][] changes = {{0.1, -0.2}, {0.1, 0}};
    double[][] weights = {{0.5, 1}, {0.5, 0}};
    DeltaLabels targets =
        new DeltaLabels(changes, weights, 2, 0, new double[2]).measuredBy(new double[] {2, 1});
    assertArrayEquals(new double[] {0.2, -0.4}, targets.changes()[0]);
    assertArrayEquals(changes[1], targets.changes()[1]);
    assertArrayEquals(new double[] {0.2, 1}, targets.weights()[0], 1e-15);
    assertArrayEquals(weights[1], targets.weights()[1], 1e-15);
  }

  @Test
  void jointsShareTheGainOrLogsAgreeInIt() {
    try (RobotModel model = DeltaRig.model()) {
      RobotSetup setup = setup(model, ONE).build();
      DeltaTrainingOptions options = DeltaRig.options(1, 1);
      assertEquals(
          Optional.empty(), DeltaProblem.of(setup, logs(setup, 2, 2), options).driveGain());
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> DeltaProblem.of(setup, logs(setup, 2, 3), options))
              .getMessage();
      assertTrue(message.contains("gain from 2.0 to 3.0"), message);
    }
  }

  /** One log in ten would stop by its own kind of motion. */
  @Test
  void fewLogsAreDivided() {
    try (RobotModel model = DeltaRig.model()) {
      RobotSetup setup = RobotSetup.builder(model).build();
      DeltaProblem problem =
          DeltaProblem.of(setup, DeltaRig.logs(setup, 2, 6, 0, 0), DeltaRig.options(1, 1));
      int rows = problem.training().stream().mapToInt(log -> log.rows()).sum();
      assertEquals(3, problem.training().size(), "the end of one log and both sides of the other");
      assertEquals(2 * 240, rows);
      assertEquals(List.of(60, 60), problem.validation().stream().map(log -> log.rows()).toList());
      assertEquals(0, problem.validation().get(0).time(0), "the first log gives its first stretch");
      DeltaProblem brief =
          DeltaProblem.of(setup, DeltaRig.logs(setup, 2, 3, 0, 0), DeltaRig.options(1, 1));
      assertEquals(1, brief.training().size(), "stretches have room for windows of a second");
    }
  }

  @Test
  void lagsAreFoundWhereTheFirstLogHasItsDrivesOff() {
    try (RobotModel model = DeltaRig.model()) {
      RobotSetup setup =
          RobotSetup.builder(model)
              .chain(List.of(DeltaRig.stage("delay", "delay_seconds", 0.03)))
              .build();
      List<RobotLog> logs = new ArrayList<>(DeltaRig.logs(setup, 2, 2, 0, 0));
      RobotLog first = logs.get(0);
      logs.set(
          0,
          RobotLog.builder(first.meta(), first.timesSeconds())
              .with(Quantity.COMMAND, first.values(Quantity.COMMAND))
              .with(Quantity.POSITION, first.values(Quantity.POSITION))
              .with(Quantity.VELOCITY, first.values(Quantity.VELOCITY))
              .with(Quantity.ENABLED, new double[2 * first.rows()])
              .build());
      DeltaProblem problem = DeltaProblem.of(setup, logs, DeltaRig.options(1, 1));
      assertEquals(2, CommandLags.of(problem.systems(), problem.all()).last());
    }
  }
}
