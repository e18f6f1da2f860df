package org.workcell.sim2real.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.model.RobotSimulation;

/** Robots of one joint: steps without the engine are those of the engine, or are not taken. */
class QuickStepsTest {

  /** Placeholders: of the option element, of the joint, and the actuator. */
  private static final String BENCH =
      """
      <mujoco><option timestep="0.002" integrator="implicitfast" %s/><worldbody><body>
        <joint name="hinge" axis="0 1 0" pos="0.01 0 0.02" armature="0.004" %s/>
        <inertial mass="0.1" pos="0.01 0 -0.05" diaginertia="1e-4 1e-4 1e-5"/>
        <body><inertial mass="0.5" pos="0 0 -0.1" diaginertia="1e-5 1e-5 1e-5"/></body>
      </body></worldbody><actuator>%s</actuator></mujoco>
      """;

  private static final String MOTOR = "<motor name='hinge' joint='hinge' gear='2'/>";
  private static final String SERVO =
      "<position name='hinge' joint='hinge' kp='4' forcerange='-1 0.8' ctrlrange='-0.5 0.6'/>";

  private static final LogMeta META =
      ReplayRig.meta(CommandKind.POSITION, List.of("hinge"), Map.of());

  private static ChainStage stage(String name, Map<String, Double> values) {
    return new ChainStage(name, Map.of("hinge", values));
  }

  private static List<ChainStage> everything() {
    return List.of(
        stage("delay", Map.of("delay_seconds", 0.0133)),
        stage("backlash", Map.of("gap", 0.03)),
        stage("position-dead-band", Map.of("half_width", 0.004)),
        stage(
            "servo",
            Map.of("stiffness", 12.0, "damping", 0.1, "integral_gain", 3.0, "integral_limit", 0.4)),
        stage("dc-motor", Map.of("torque_constant", 0.4, "resistance", 4.0, "voltage_limit", 5.0)),
        stage("torque-speed-limit", Map.of("stall_torque", 0.4, "no_load_speed", 9.0)),
        stage(
            "friction",
            Map.of(
                "coulomb_torque", 0.01,
                "viscous_coefficient", 0.004,
                "stribeck_torque", 0.02,
                "stribeck_velocity", 0.3,
                "stribeck_exponent", 0.8,
                "motor_load_share", 0.1,
                "external_load_share_stribeck", 0.2,
                "motor_load_quadratic", 0.6,
                "external_load_quadratic", 0.5)));
  }

  private static RobotSetup.Builder setup(RobotModel model, List<ChainStage> chain) {
    return RobotSetup.builder(model).chain(chain);
  }

  private static boolean isQuick(RobotSetup setup) {
    try (RobotSimulation simulation = setup.newSimulation()) {
      simulation.apply(setup.nominal(), META);
      return simulation.isQuick();
    }
  }

  /** Replays commands that the robot did not get, so that errors are not zero. */
  private static void requireEqual(String mjcf, List<ChainStage> chain) {
    double[] times = ReplayRig.times(200, 0.0053);
    double[] enabled = new double[times.length];
    for (int i = 0; i < enabled.length; i++) {
      enabled[i] = i % 90 < 70 ? 1 : 0;
    }
    try (RobotModel model = ReplayRig.model(mjcf)) {
      RobotSetup real = setup(model, chain).hold("joint:hinge/armature", 0.006).build();
      double[] commands = ReplayRig.sines(times, 1, 3);
      RobotLog log = ReplayRig.record(real, META, times, commands, enabled);
      RobotSetup setup = setup(model, chain).build();
      assertTrue(isQuick(setup));
      List<ReplayLog> logs = ReplayRig.ready(setup, log);
      try (ReplayBatch batch =
          ReplayBatch.builder(setup).logs(logs).windows(Windows.every(logs, 0.3, 0.2)).build()) {
        double[] residuals = batch.evaluate(new double[][] {setup.nominal()})[0];
        int next = 0;
        for (Trajectory trajectory : batch.replay(setup.nominal())) {
          for (int row = 0; row < trajectory.window().rows(); row++) {
            double measured =
                log.value(Quantity.POSITION, trajectory.window().start() + 1 + row, 0);
            double engine = trajectory.value(Channel.POSITION, row, 0) - measured;
            assertEquals(engine, residuals[next++], 1e-11);
          }
        }
        assertTrue(ReplayRig.largest(residuals) > 1e-4);
      }
    }
  }

  @Test
  void allStagesDoWhatTheEngineDoes() {
    requireEqual(BENCH.formatted("", "damping='0.02'", MOTOR), everything());
    requireEqual(BENCH.formatted("", "type='slide'", MOTOR), everything());
  }

  @Test
  void theModelsOwnServoDoesWhatTheEngineDoes() {
    requireEqual(BENCH.formatted("", "damping='0.05'", SERVO), List.of());
    requireEqual(BENCH.formatted("", "", SERVO), everything().subList(6, 7));
  }

  /** Limits and dry friction are known; water, springs' rest and explicit damping are noticed. */
  @Test
  void whatIsNotOneFreeJointIsLeftToTheEngine() {
    String[][] others = {
      {"", "range='-1 1' limited='true'", MOTOR},
      {"", "frictionloss='0.01'", MOTOR},
      {"", "stiffness='0.3'", MOTOR},
      {"density='1000' viscosity='1'", "", MOTOR},
      {"integrator='RK4'", "damping='0.2'", MOTOR},
      {"", "", "<position name='hinge' joint='hinge' kp='4' kv='0.1'/>"},
      {"", "", "<intvelocity name='hinge' joint='hinge' kp='4' actrange='-1 1'/>"},
    };
    for (String[] other : others) {
      String mjcf = BENCH.formatted(other[0], other[1], other[2]);
      mjcf = mjcf.contains("RK4") ? mjcf.replace(" integrator=\"implicitfast\"", "") : mjcf;
      try (RobotModel model = ReplayRig.model(mjcf)) {
        assertFalse(isQuick(setup(model, List.of()).build()), String.join(" ", other));
      }
    }
    String table = "<geom type='plane' size='1 1 0.1' pos='0 0 -1'/><body>";
    String touching = BENCH.formatted("", "", MOTOR).replaceFirst("<body>", table);
    try (RobotModel model = ReplayRig.model(touching)) {
      assertFalse(isQuick(setup(model, List.of()).build()));
    }
  }
}
