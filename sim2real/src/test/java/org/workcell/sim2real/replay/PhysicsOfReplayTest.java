package org.workcell.sim2real.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** Replays against solutions that owe nothing to the simulator. */
class PhysicsOfReplayTest {

  /** A point of 0.5 kg at 0.2 m, hanging down at 0, on a motor that acts as an oscillator. */
  private static final String PENDULUM =
      """
      <mujoco>
        <compiler angle="radian"/>
        <option timestep="%s" integrator="implicitfast" gravity="0 0 %s"/>
        <worldbody><body name="bob">
          <joint name="hinge" axis="0 1 0"/>
          <inertial mass="0.5" pos="0 0 -0.2" diaginertia="1e-4 1e-4 1e-4"/>
        </body></worldbody>
        <actuator><motor name="hinge" joint="hinge"/></actuator>
      </mujoco>
      """;

  private static final double INERTIA = 0.5 * 0.2 * 0.2 + 1e-4;

  private static LogMeta meta(CommandKind kind) {
    return ReplayRig.meta(kind, List.of("hinge"), Map.of());
  }

  private static RobotLog log(CommandKind kind, double[] t, double[] q, double[] qd, double[] u) {
    return RobotLog.builder(meta(kind), t)
        .with(Quantity.POSITION, q)
        .with(Quantity.VELOCITY, qd)
        .with(Quantity.COMMAND, u)
        .build();
  }

  private static double worst(RobotSetup setup, RobotLog log, List<ReplayWindow> windows) {
    try (ReplayBatch batch =
        ReplayBatch.builder(setup)
            .logs(ReplayRig.ready(setup, log))
            .windows(windows)
            .threads(1)
            .build()) {
      return ReplayRig.largest(batch.evaluate(new double[][] {setup.nominal()})[0]);
    }
  }

  /** The exact motion under a servo without gravity: a damped oscillation about the target. */
  @Test
  void aServoOscillatesAsTheFormulaSays() {
    double stiffness = 8;
    double damping = 0.1;
    double decay = damping / (2 * INERTIA);
    double omega = Math.sqrt(stiffness / INERTIA - decay * decay);
    double target = 0.3;
    int rows = 101;
    double[] t = ReplayRig.times(rows, 0.01);
    double[] q = new double[rows];
    double[] qd = new double[rows];
    double[] u = new double[rows];
    for (int i = 0; i < rows; i++) {
      double e = Math.exp(-decay * t[i]);
      double c = Math.cos(omega * t[i]);
      double s = Math.sin(omega * t[i]);
      q[i] = target - target * e * (c + decay / omega * s);
      qd[i] = target * e * s * (omega + decay * decay / omega);
      u[i] = target;
    }
    List<ChainStage> chain =
        List.of(
            new ChainStage(
                "servo", Map.of("hinge", Map.of("stiffness", stiffness, "damping", damping))));
    double coarse = oscillation(1e-4, chain, log(CommandKind.POSITION, t, q, qd, u));
    double fine = oscillation(2e-5, chain, log(CommandKind.POSITION, t, q, qd, u));
    assertTrue(coarse < 2e-3, "error " + coarse);
    assertTrue(
        fine < 0.3 * coarse,
        "errors %s and %s do not vanish with the step".formatted(coarse, fine));
  }

  private static double oscillation(double step, List<ChainStage> chain, RobotLog log) {
    try (RobotModel model = ReplayRig.model(PENDULUM.formatted(step, 0))) {
      RobotSetup setup = RobotSetup.builder(model).chain(chain).build();
      return worst(setup, log, List.of(new ReplayWindow(0, 0, 100), new ReplayWindow(0, 37, 100)));
    }
  }

  /** A torque-driven pendulum against Runge-Kutta of the fourth order, at uneven times. */
  @Test
  void aPendulumSwingsAsAnIndependentIntegrationSays() {
    java.util.Random random = new java.util.Random(11);
    int rows = 150;
    double[] t = new double[rows];
    double[] q = new double[rows];
    double[] qd = new double[rows];
    double[] u = new double[rows];
    q[0] = 0.8;
    double step = 2e-5;
    for (int i = 0; i < rows; i++) {
      u[i] = 0.4 * Math.sin(7 * t[i]);
      if (i + 1 < rows) {
        int steps = 200 + random.nextInt(400);
        t[i + 1] = t[i] + steps * step;
        double[] state = {q[i], qd[i]};
        for (int k = 0; k < steps; k++) {
          rungeKutta(state, u[i], step);
        }
        q[i + 1] = state[0];
        qd[i + 1] = state[1];
      }
    }
    try (RobotModel model = ReplayRig.model(PENDULUM.formatted(step, -9.81))) {
      RobotSetup setup = RobotSetup.builder(model).build();
      double error =
          worst(
              setup,
              log(CommandKind.TORQUE, t, q, qd, u),
              List.of(new ReplayWindow(0, 0, 149), new ReplayWindow(0, 71, 120)));
      assertTrue(error < 2e-4, "error " + error);
    }
  }

  private static void rungeKutta(double[] state, double torque, double h) {
    double q = state[0];
    double v = state[1];
    double a1 = acceleration(q, torque);
    double a2 = acceleration(q + h / 2 * v, torque);
    double a3 = acceleration(q + h / 2 * v + h * h / 4 * a1, torque);
    double a4 = acceleration(q + h * v + h * h / 2 * a2, torque);
    state[0] = q + h * v + h * h / 6 * (a1 + a2 + a3);
    state[1] = v + h / 6 * (a1 + 2 * a2 + 2 * a3 + a4);
  }

  private static double acceleration(double q, double torque) {
    return (torque - 0.5 * 9.81 * 0.2 * Math.sin(q)) / INERTIA;
  }

  /** Without gravity or a servo, a delayed torque is all that moves the bob: easy to add up. */
  @Test
  void aDelayGivesOutWhatWasCommandedBeforeTheWindow() {
    double step = 0.001;
    int rows = 40;
    double[] t = ReplayRig.times(rows, 0.01);
    double[] u = new double[rows];
    u[9] = 1;
    u[10] = -2;
    double[] zeros = new double[rows];
    List<ChainStage> chain =
        List.of(new ChainStage("delay", Map.of("hinge", Map.of("delay_seconds", 0.0125))));
    try (RobotModel model = ReplayRig.model(PENDULUM.formatted(step, 0))) {
      RobotSetup setup = RobotSetup.builder(model).chain(chain).build();
      RobotLog log = log(CommandKind.TORQUE, t, zeros, zeros, u);
      try (ReplayBatch batch =
          ReplayBatch.builder(setup)
              .logs(ReplayRig.ready(setup, log))
              .windows(List.of(new ReplayWindow(0, 10, 20), new ReplayWindow(0, 11, 20)))
              .threads(1)
              .build()) {
        List<Trajectory> found = batch.replay(setup.nominal());
        // Steps 0 to 11 of row 10's window get row 9's torque but for the first two and a half,
        // which are row 8's: 0.0025 s of nothing, then 0.01 s of 1, then -2.
        double after = speed(found.get(0), 0);
        assertEquals(0.0075 * 1 / INERTIA, after, 1e-9);
        assertEquals((0.01 * 1 - 0.0075 * 2) / INERTIA, speed(found.get(0), 1), 1e-9);
        assertEquals(-0.01 * 1 / INERTIA, speed(found.get(0), 5), 1e-9);
        // The window of row 11 begins with the last quarter of row 9's torque.
        assertEquals((0.0025 * 1 - 0.0075 * 2) / INERTIA, speed(found.get(1), 0), 1e-9);
      }
    }
  }

  private static double speed(Trajectory trajectory, int row) {
    return trajectory.value(Channel.VELOCITY, row, 0);
  }

  /** A drive that is off leaves the bob to gravity; the servo would have held it. */
  @Test
  void aDriveThatIsOffLetsGo() {
    double[] t = ReplayRig.times(51, 0.01);
    double[] q = new double[51];
    double[] qd = new double[51];
    double[] on = new double[51];
    q[0] = 1;
    double[] state = {1, 0};
    for (int i = 1; i < 51; i++) {
      for (int k = 0; k < 1000; k++) {
        rungeKutta(state, 0, 1e-5);
      }
      q[i] = state[0];
      qd[i] = state[1];
    }
    double[] u = new double[51];
    java.util.Arrays.fill(u, 1);
    List<ChainStage> chain =
        List.of(
            new ChainStage("servo", Map.of("hinge", Map.of("stiffness", 50.0, "damping", 1.0))),
            new ChainStage("dc-motor", Map.of("hinge", Map.of("torque_constant", 0.5))));
    RobotLog off =
        RobotLog.builder(meta(CommandKind.POSITION), t)
            .with(Quantity.POSITION, q)
            .with(Quantity.VELOCITY, qd)
            .with(Quantity.COMMAND, u)
            .with(Quantity.ENABLED, on)
            .build();
    try (RobotModel model = ReplayRig.model(PENDULUM.formatted(5e-5, -9.81))) {
      RobotSetup setup = RobotSetup.builder(model).chain(chain).build();
      assertTrue(worst(setup, off, List.of(new ReplayWindow(0, 0, 50))) < 1e-3);
      RobotLog held = log(CommandKind.POSITION, t, q, qd, u);
      assertTrue(worst(setup, held, List.of(new ReplayWindow(0, 0, 50))) > 0.5);
    }
  }

  @Test
  void measuredTorquesDriveLogsWithoutCommands() {
    int rows = 60;
    double[] t = ReplayRig.times(rows, 0.01);
    double[] q = new double[rows];
    double[] qd = new double[rows];
    double[] current = new double[rows];
    double[] state = {0.2, 0};
    for (int i = 0; i < rows; i++) {
      q[i] = state[0];
      qd[i] = state[1];
      current[i] = 0.3 * Math.cos(5 * t[i]);
      for (int k = 0; k < 1000; k++) {
        rungeKutta(state, 2 * current[i], 1e-5);
      }
    }
    RobotLog log =
        RobotLog.builder(meta(CommandKind.NONE), t)
            .with(Quantity.POSITION, q)
            .with(Quantity.VELOCITY, qd)
            .with(Quantity.CURRENT, current)
            .build();
    String bare = PENDULUM.replaceAll("<actuator>.*</actuator>", "");
    for (String mjcf : List.of(PENDULUM, bare)) {
      try (RobotModel model = ReplayRig.model(mjcf.formatted(5e-5, -9.81))) {
        RobotSetup setup =
            RobotSetup.builder(model).hold("actuator:hinge/torque_per_current", 2).build();
        double error = worst(setup, log, List.of(new ReplayWindow(0, 5, 30)));
        assertTrue(error < 1e-3, "error " + error);
      }
    }
  }
}
