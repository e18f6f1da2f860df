package org.workcell.sim2real.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.sim.physics.Model;

/** Limits of drives by hand: a range of the model, a curve, a motor behind a servo of volts. */
class JointLimitsTest {

  private static final double NONE = Double.POSITIVE_INFINITY;

  private static final String ARM =
      """
      <mujoco>
        <worldbody>
          <body>
            <joint name="first" axis="0 1 0" actuatorfrcrange="-7 7"/>
            <geom size=".1"/>
            <body pos=".3 0 0">
              <joint name="second" axis="0 1 0"/>
              <geom size=".1"/>
              <body pos=".3 0 0">
                <joint name="third" axis="0 1 0"/>
                <geom size=".1"/>
              </body>
            </body>
          </body>
        </worldbody>
        <actuator>
          <position name="a" joint="first" kp="20"/>
          <position name="b" joint="second" kp="20" gear="2" forcerange="-4 3"/>
          <motor name="c" joint="third"/>
        </actuator>
      </mujoco>
      """;

  private static JointLimits limits(ChainStage... chain) {
    try (RobotModel model =
        RobotModel.of(
            Model.load("arm.xml", Map.of("arm.xml", ARM.getBytes(StandardCharsets.UTF_8))))) {
      RobotSetup setup = RobotSetup.builder(model).chain(List.of(chain)).build();
      try (RobotSimulation simulation = setup.newSimulation()) {
        simulation.apply(setup.nominal(), Map.of(), "none");
        return simulation.limits(List.copyOf(model.joints().values()));
      }
    }
  }

  private static void assertLimits(JointLimits limits, int joint, double speed, double torque) {
    assertEquals(speed, limits.speed(joint), 1e-12);
    assertEquals(torque, limits.torque(joint), 1e-12);
  }

  @Test
  void aModelSaysTorquesAndNoSpeeds() {
    JointLimits limits = limits();
    assertLimits(limits, 0, NONE, 7);
    assertLimits(limits, 1, NONE, 8);
    assertLimits(limits, 2, NONE, NONE);
    assertLimits(limits.withSpeed(2.5), 2, 2.5, NONE);
  }

  @Test
  void stagesSayBoth() {
    JointLimits limits =
        limits(
            new ChainStage(
                "servo",
                Map.of(
                    "a", Map.of("stiffness", 20.0, "output_limit", 5.0),
                    "c", Map.of("stiffness", 40.0, "output_limit", 6.0))),
            new ChainStage(
                "dc-motor", Map.of("c", Map.of("torque_constant", 0.4, "resistance", 3.0))),
            new ChainStage(
                "torque-speed-limit",
                Map.of("b", Map.of("stall_torque", 1.5, "no_load_speed", 9.0))));
    assertLimits(limits, 0, NONE, 5);
    // Twice the torque of the motor, and half its speed.
    assertLimits(limits, 1, 4.5, 3);
    // Six volts make 2 A at rest, and no more torque at 15 rad/s.
    assertLimits(limits, 2, 15, 0.8);
  }
}
