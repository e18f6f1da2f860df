package org.workcell.sim2real.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim.physics.FlatState;
import org.workcell.sim.physics.Physics;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;

/**
 * T9: whole states as robomimic keeps them, made by the simulator, are replayed step by step within
 * 1e-9, with a free object that the robot pushes and that the log's joints say nothing of.
 */
class SimulationStateTest {

  private static final String SCENE =
      """
      <mujoco>
        <compiler angle="radian"/>
        <option timestep="0.002"/>
        <worldbody>
          <geom type="plane" size="2 2 0.1"/>
          <body name="slider" pos="0 0 0.1">
            <joint name="x" type="slide" axis="1 0 0" damping="5"/>
            <joint name="turn" axis="0 0 1" damping="0.2"/>
            <geom type="box" size="0.05 0.2 0.05" mass="1"/>
          </body>
          <body name="cube" pos="0.25 0.05 0.051"><freejoint/><geom type="box" size="0.05 0.05 0.05" mass="0.3"/></body>
        </worldbody>
        <actuator>
          <position name="x" joint="x" kp="300" kv="30"/>
          <position name="turn" joint="turn" kp="20" kv="1"/>
        </actuator>
      </mujoco>
      """;

  private static final LogMeta META =
      ReplayRig.meta(CommandKind.POSITION, List.of("x", "turn"), Map.of());

  private record Made(RobotLog log, double travelled) {}

  private static Made record(RobotModel model, boolean withTime) {
    int rows = 80;
    double[] t = ReplayRig.times(rows, 0.02);
    double[] commands = new double[2 * rows];
    double[] q = new double[2 * rows];
    double[] qd = new double[2 * rows];
    double[] states = null;
    int width = 0;
    try (Physics physics = new Physics(model.model())) {
      physics.reset();
      for (int row = 0; row < rows; row++) {
        double[] state = FlatState.read(physics);
        int from = withTime ? 0 : 1;
        width = state.length - from;
        states = states == null ? new double[rows * width] : states;
        System.arraycopy(state, from, states, row * width, width);
        for (int joint = 0; joint < 2; joint++) {
          q[2 * row + joint] = physics.qpos().get(joint);
          qd[2 * row + joint] = physics.qvel().get(joint);
          commands[2 * row + joint] =
              joint == 0 ? 0.4 * Math.sin(2 * t[row]) : 0.3 * Math.sin(5 * t[row]);
          physics.ctrl().set(joint, commands[2 * row + joint]);
        }
        physics.step(10);
      }
      RobotLog log =
          RobotLog.builder(META, t)
              .with(Quantity.POSITION, q)
              .with(Quantity.VELOCITY, qd)
              .with(Quantity.COMMAND, commands)
              .with(Quantity.SIMULATION_STATE, states)
              .build();
      return new Made(log, physics.qpos().get(2) - 0.25);
    }
  }

  /** From row to row, although the solver's warm start is no part of such states. */
  @Test
  void everyStepOfALogOfStatesIsReproduced() {
    try (RobotModel model = ReplayRig.model(SCENE)) {
      for (boolean withTime : List.of(true, false)) {
        Made made = record(model, withTime);
        assertTrue(Math.abs(made.travelled) > 0.05, "nothing was pushed");
        RobotSetup setup = RobotSetup.builder(model).build();
        List<ReplayWindow> steps = new ArrayList<>();
        for (int row = 0; row < made.log.rows() - 1; row++) {
          steps.add(new ReplayWindow(0, row, row + 1));
        }
        assertReproduced(setup, made.log, steps);
      }
    }
  }

  /** From the first row to the last, with the solver as it usually is. */
  @Test
  void aWholeLogOfStatesIsReproduced() {
    try (RobotModel model = ReplayRig.model(SCENE)) {
      RobotSetup setup = RobotSetup.builder(model).build();
      assertReproduced(setup, record(model, true).log, List.of(new ReplayWindow(0, 0, 79)));
    }
  }

  private static void assertReproduced(RobotSetup setup, RobotLog log, List<ReplayWindow> windows) {
    int size = setup.model().model().positionCount() + setup.model().model().velocityCount();
    int first = log.width(Quantity.SIMULATION_STATE) - size;
    try (ReplayBatch batch =
        ReplayBatch.builder(setup)
            .logs(ReplayRig.ready(setup, log))
            .windows(windows)
            .channels(Channel.STATE)
            .threads(2)
            .build()) {
      for (Trajectory found : batch.replay(setup.nominal())) {
        for (int row = 0; row < found.window().rows(); row++) {
          for (int i = 0; i < size; i++) {
            double expected =
                log.value(Quantity.SIMULATION_STATE, found.window().start() + 1 + row, first + i);
            assertEquals(expected, found.value(Channel.STATE, row, i), 1e-9, found.window() + "");
          }
        }
      }
    }
  }

  @Test
  void statesOfAnotherModelAreRefused() {
    try (RobotModel model = ReplayRig.model(SCENE);
        RobotModel other =
            ReplayRig.model(SCENE.replace("<freejoint/>", "<joint type='slide' axis='1 0 0'/>"))) {
      RobotLog log = record(model, true).log;
      RobotSetup setup = RobotSetup.builder(other).build();
      String message =
          assertThrows(IllegalArgumentException.class, () -> ReplayRig.ready(setup, log))
              .getMessage();
      assertTrue(message.contains("states of log"), message);
    }
  }
}
