package org.workcell.sim2real.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.LogClock;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.records.Json;
import org.workcell.policies.testing.Models;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.delta.DeltaRunner;
import org.workcell.sim.physics.Physics;
import org.workcell.sim2real.metrics.AsapErrors;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.model.RobotSimulation;
import org.workcell.sim2real.replay.ReplayErrors;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.ReplayRig;
import org.workcell.sim2real.replay.ReplayStudy;

/** Errors of a base that moves freely, and deltas that may change some joints only. */
class FloatingBaseTest {

  private static final double PERIOD = 0.02;
  private static final List<String> JOINTS = List.of("hip", "knee");

  /** It floats without weight, so what its legs do moves its base. */
  private static final String ROBOT =
      """
      <mujoco model="floater">
        <compiler angle="radian"/>
        <option timestep="0.002" integrator="implicitfast" gravity="0 0 0"/>
        <worldbody>
          <body name="torso" pos="0 0 1">
            <freejoint name="root"/>
            <geom type="box" size="0.1 0.08 0.12" mass="3" contype="0" conaffinity="0"/>
            <body name="thigh" pos="0 0.05 -0.12">
              <joint name="hip" axis="0 1 0" damping="0.4" armature="0.01"/>
              <geom type="capsule" fromto="0 0 0 0 0 -0.25" size="0.03" mass="1" contype="0" conaffinity="0"/>
              <body name="shank" pos="0 0 -0.25">
                <joint name="knee" axis="0 1 0" damping="0.3" armature="0.01"/>
                <geom type="capsule" fromto="0 0 0 0 0.03 -0.25" size="0.02" mass="0.6" contype="0" conaffinity="0"/>
              </body>
            </body>
          </body>
        </worldbody>
        <actuator>
          <position name="hip" joint="hip" kp="60" kv="1.5"/>
          <position name="knee" joint="knee" kp="40" kv="1"/>
        </actuator>
      </mujoco>
      """;

  private final RobotModel model = ReplayRig.model(ROBOT);
  private final RobotSetup setup = RobotSetup.builder(model).build();

  @AfterEach
  void close() {
    model.close();
  }

  /** Where the base of a log seems to go, beside what it does. */
  private record Drift(double metresPerSecond, double radiansPerSecond) {}

  private static final Drift NONE = new Drift(0, 0);

  /**
   * What the model does.
   *
   * @param added to the commands that the robot gets, and that the log does not know of
   */
  private RobotLog log(int number, double added, Drift drift) {
    double[] times = ReplayRig.times(120, PERIOD);
    double[] commands = ReplayRig.sines(times, 2, 3 + number);
    double[][] joints = new double[2][2 * times.length];
    double[] position = new double[3 * times.length];
    double[] quat = new double[4 * times.length];
    double[][] base = new double[2][3 * times.length];
    try (RobotSimulation simulation = setup.newSimulation()) {
      simulation.apply(setup.nominal(), meta(number));
      simulation.start();
      Physics physics = simulation.physics();
      for (int row = 0; row < times.length; row++) {
        for (int i = 0; i < 2; i++) {
          joints[0][2 * row + i] = physics.qpos().get(7 + i);
          joints[1][2 * row + i] = physics.qvel().get(6 + i);
          physics.ctrl().set(i, commands[2 * row + i] + added);
        }
        for (int i = 0; i < 3; i++) {
          position[3 * row + i] = physics.qpos().get(i);
          base[0][3 * row + i] = physics.qvel().get(i);
          base[1][3 * row + i] = physics.qvel().get(3 + i);
        }
        position[3 * row] += drift.metresPerSecond * times[row];
        turn(physics, drift.radiansPerSecond * times[row], quat, 4 * row);
        physics.step((int) Math.round(PERIOD / simulation.timestepSeconds()));
      }
    }
    return RobotLog.builder(meta(number), times)
        .with(Quantity.COMMAND, commands)
        .with(Quantity.POSITION, joints[0])
        .with(Quantity.VELOCITY, joints[1])
        .with(Quantity.BASE_POSITION, position)
        .with(Quantity.BASE_QUAT_WXYZ, quat)
        .with(Quantity.BASE_LINEAR_VELOCITY, base[0])
        .with(Quantity.BASE_ANGULAR_VELOCITY, base[1])
        .build();
  }

  /** The base's orientation, turned about the world's z axis. */
  private static void turn(Physics physics, double angle, double[] target, int at) {
    double c = Math.cos(angle / 2);
    double s = Math.sin(angle / 2);
    double w = physics.qpos().get(3);
    double x = physics.qpos().get(4);
    double y = physics.qpos().get(5);
    double z = physics.qpos().get(6);
    target[at] = c * w - s * z;
    target[at + 1] = c * x - s * y;
    target[at + 2] = c * y + s * x;
    target[at + 3] = c * z + s * w;
  }

  private static LogMeta meta(int number) {
    String name = "log" + number;
    return new LogMeta(
        name,
        "",
        JOINTS,
        CommandKind.POSITION,
        1 / PERIOD,
        LogClock.MEASURED,
        Map.of(),
        name + ".npz",
        "");
  }

  private static ReplayStudy study(List<ReplayStudy.Candidate> candidates, RobotLog log) {
    return ReplayStudy.of(
        candidates, List.of(log), new ReplayStudy.Options(new double[] {0.5, 1}, 0.5, 1, 1));
  }

  private ReplayStudy nominal(RobotLog log) {
    return study(List.of(new ReplayStudy.Candidate("openloop", setup)), log);
  }

  private static double at(ReplayStudy study, ReplayErrors.Quantity quantity, double horizon) {
    return study.at(0, quantity, horizon).value();
  }

  /** A drift of 0.1 m/s is 0.05 m after half a second, and 2 mm in a frame of 20 ms. */
  @Test
  void aBaseThatGoesElsewhereIsMeasuredAndItsLimbsAreNot() {
    ReplayStudy study = nominal(log(0, 0, new Drift(0.1, 0)));
    assertEquals(0.05, at(study, ReplayErrors.Quantity.BASE_POSITION, 0.5), 1e-6);
    assertEquals(0.1, at(study, ReplayErrors.Quantity.BASE_POSITION, 1), 1e-6);
    assertEquals(0, at(study, ReplayErrors.Quantity.BASE_ROTATION, 1), 1e-6);
    assertEquals(0, at(study, ReplayErrors.Quantity.POSITION, 1), 1e-6);
    AsapErrors errors = study.asap(0, 1);
    assertTrue(errors.globalMm() > 40, errors.toString());
    assertEquals(0, errors.localMm(), 1e-3);
    assertEquals(2, errors.rootVelocityMmPerFrame(), 1e-3);
    assertEquals(2, errors.velocityMmPerFrame(), 1e-3);
    assertEquals(0, errors.accelerationMmPerFrame2(), 1e-3);
  }

  @Test
  void aBaseThatTurnsElsewhereIsMeasured() {
    ReplayStudy study = nominal(log(0, 0, new Drift(0, 0.2)));
    assertEquals(0.1, at(study, ReplayErrors.Quantity.BASE_ROTATION, 0.5), 1e-6);
    assertEquals(0.2, at(study, ReplayErrors.Quantity.BASE_ROTATION, 1), 1e-6);
  }

  @Test
  void aBaseThatWasNotMeasuredHasNoError() {
    RobotLog whole = log(0, 0, NONE);
    RobotLog.Builder joints = RobotLog.builder(whole.meta(), whole.timesSeconds());
    for (Quantity each : List.of(Quantity.COMMAND, Quantity.POSITION, Quantity.VELOCITY)) {
      joints.with(each, whole.values(each));
    }
    ComparisonReport report = ComparisonReport.of(nominal(joints.build()));
    assertNull(report.methods().get(0).horizons().get("1.0").base());
  }

  /** The robot gets 0.06 rad more than it is told; only the hip may say so. */
  @Test
  void aMaskLeavesTheOtherJointsAloneAndTheBaseFollowsTheRest() {
    Models.needLibtorch();
    double added = 0.06;
    List<RobotLog> logs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      logs.add(log(i, added, NONE));
    }
    DeltaModel delta = learn(logs.subList(0, 3));
    assertEquals(List.of(true, false), delta.channels().stream().map(each -> each.acts()).toList());
    DeltaRunner runner = delta.newRunner();
    runner.start();
    double[] command = {0.2, 0.2};
    runner.apply(command, new double[] {0.1, 0.1}, new double[] {0, 0});
    assertEquals(0.2 + added, command[0], 0.03);
    assertEquals(0.2, command[1]);
    RobotLog held = logs.get(3);
    List<ReplayStudy.Candidate> candidates =
        List.of(
            new ReplayStudy.Candidate("openloop", setup),
            new ReplayStudy.Candidate(
                "delta", setup, DeltaReplay.of(delta, List.of(ReplayLog.of(held, setup)))));
    ComparisonReport report = ComparisonReport.of(study(candidates, held));
    ComparisonReport.Base open = report.methods().get(0).horizons().get("1.0").base();
    ComparisonReport.Base with = report.methods().get(1).horizons().get("1.0").base();
    assertTrue(with.positionMetres() < 0.8 * open.positionMetres(), with + " of " + open);
    assertTrue(with.rotationRadians() < 0.7 * open.rotationRadians(), with + " of " + open);
    assertTrue(with.positionMetres() > 0.2 * open.positionMetres(), "the knee has its share");
  }

  private DeltaModel learn(List<RobotLog> logs) {
    DeltaTrainingOptions usual = DeltaRig.options(120, 1);
    DeltaTrainingOptions hipAlone =
        new DeltaTrainingOptions(
            usual.inputs(),
            usual.hidden(),
            usual.coupled(),
            List.of("hip"),
            usual.limit(),
            usual.normWeight(),
            usual.rateWeight(),
            usual.inputNoise(),
            usual.epochs(),
            usual.rounds(),
            usual.horizonRows(),
            usual.iterations(),
            usual.seed(),
            usual.threads());
    return new SupervisedDelta()
        .train(
            DeltaProblem.of(setup, logs, hipAlone), Json.mapper().createObjectNode(), line -> {});
  }
}
