package org.workcell.sim.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Friction as a budget: what it holds, what it takes, where it stops. */
class FrictionStageTest {

  private static final double STEP = 0.01;

  private static final String TWO_LINKS =
      """
      <mujoco>
        <option timestep="0.002"/>
        <worldbody>
          <body>
            <joint name="shoulder" type="hinge" axis="0 1 0"/>
            <geom type="capsule" fromto="0 0 0 .3 0 0" size=".02" mass="1"/>
            <body pos=".3 0 0">
              <joint name="elbow" type="hinge" axis="0 1 0"/>
              <geom type="capsule" fromto="0 0 0 .3 0 0" size=".02" mass="1"/>
            </body>
          </body>
        </worldbody>
        <actuator><motor joint="shoulder"/><motor joint="elbow"/></actuator>
      </mujoco>
      """;

  private static StageBench bench(ChannelStage friction) {
    return new StageBench(StageBench.CARRIAGES, friction);
  }

  @Test
  void holdsWhatItCanHold() {
    try (StageBench bench = bench(ActuatorStages.friction(1.5, 0))) {
      for (int i = 0; i < 200; i++) {
        bench.applied(1.4);
      }
      assertEquals(0, bench.physics().qpos().get(0), 1e-15);
      bench.applied(2);
      assertEquals(STEP * 0.5, bench.physics().qvel().get(0), 1e-15);
    }
  }

  @Test
  void stopsWithoutTurningBack() {
    try (StageBench bench = bench(ActuatorStages.friction(1, 0))) {
      bench.applied(0, 0, 0.055);
      assertEquals(0.045, bench.physics().qvel().get(0), 1e-15);
      bench.physics().step(4);
      assertEquals(0.005, bench.physics().qvel().get(0), 1e-15);
      bench.physics().step(50);
      assertEquals(0, bench.physics().qvel().get(0), 1e-17);
    }
  }

  /** Gravity on two coupled joints needs 6.6 N m and 1.5 N m. */
  @Test
  void holdsCoupledJoints() {
    ChannelStage friction = ActuatorStages.friction(7, 0);
    try (StageBench bench = new StageBench(TWO_LINKS, friction)) {
      bench.physics().step(1000);
      assertEquals(0, bench.physics().qpos().get(0), 1e-9);
      assertEquals(0, bench.physics().qpos().get(1), 1e-9);
    }
    try (StageBench bench = new StageBench(TWO_LINKS, friction.with("coulomb_torque", 5))) {
      bench.physics().step(1000);
      assertTrue(bench.physics().qpos().get(0) > 0.1, "the shoulder gives way");
    }
  }

  /** The driving force of gear 2 and control 1.5 is 3 N, another -1 N comes from outside. */
  @ParameterizedTest
  @CsvSource({
    "M1 Coulomb and viscous, 0.2, 0.4, 0, 0, 0, 0, 0, 0",
    "M2 Stribeck, 0.2, 0.4, 0.3, 0, 0, 0, 0, 0",
    "M3 load, 0.2, 0.4, 0, 0.1, 0.1, 0, 0, 0",
    "M4 Stribeck and load, 0.2, 0.4, 0.3, 0.1, 0.1, 0.05, 0.05, 0",
    "M5 directional, 0.2, 0.4, 0.3, 0.1, 0.07, 0.05, 0.02, 0",
    "M6 quadratic, 0.2, 0.4, 0.3, 0.1, 0.07, 0.05, 0.02, 0.15"
  })
  void takesItsBudgetFromMotion(
      String model,
      double coulomb,
      double viscous,
      double stribeck,
      double motorShare,
      double externalShare,
      double motorVanishing,
      double externalVanishing,
      double quadratic) {
    ChannelStage friction =
        ActuatorStages.friction(coulomb, viscous)
            .with("stribeck_torque", stribeck)
            .with("stribeck_velocity", 0.5)
            .with("stribeck_exponent", 1.5)
            .with("motor_load_share", motorShare)
            .with("external_load_share", externalShare)
            .with("motor_load_share_stribeck", motorVanishing)
            .with("external_load_share_stribeck", externalVanishing)
            .with("external_load_quadratic", quadratic)
            .with("motor_load_quadratic", 77);
    double velocity = 0.7;
    double motor = 3;
    double external = -1;
    double factor = Math.exp(-Math.pow(velocity / 0.5, 1.5));
    double budget =
        coulomb
            + viscous * velocity
            + Math.abs(externalShare * external - motorShare * motor)
            + factor
                * (stribeck
                    + Math.abs(externalVanishing * external - motorVanishing * motor)
                    // The motor drives, so the load's square counts.
                    + quadratic * external * external);
    try (StageBench bench = bench(friction.on("b"))) {
      bench.physics().qvel().set(1, velocity);
      bench.physics().array("qfrc_applied").set(1, external);
      bench.physics().ctrl().set(1, 1.5);
      bench.physics().step(1);
      double expected = velocity + STEP * (motor + external - budget);
      assertEquals(expected, bench.physics().qvel().get(1), 1e-14, model);
    }
  }

  /** Pushed against a wall, the load comes from the wall, one step later. */
  @Test
  void contactIsLoad() {
    String wall =
        StageBench.CARRIAGES.replace(
            "axis=\"1 0 0\"/><geom size=\".1\" mass=\"1\"/></body>\n    <body",
            "axis=\"1 0 0\" limited=\"true\" range=\"-1 0.001\"/><geom size=\".1\""
                + " mass=\"1\"/></body>\n"
                + "    <body");
    assertTrue(wall.contains("limited"));
    try (StageBench bench =
        new StageBench(
            wall, ActuatorStages.friction(0, 0).with("external_load_share", 0.5).on("a"))) {
      bench.physics().ctrl().set(0, 4);
      bench.physics().step(500);
      // Friction of half the load carries its share: 4 = load + load / 2.
      assertEquals(-8 / 3.0, bench.physics().array("qfrc_constraint").get(0), 1e-3);
    }
  }

  /**
   * Friction at low speed is Coulomb plus Stribeck torque; less than none would drive the joint.
   */
  @Test
  void frictionAtLowSpeedIsNotNegative() {
    ChannelStage friction = ActuatorStages.friction(0.2, 0);
    friction.with("stribeck_torque", -0.2);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> friction.with("stribeck_torque", -0.21));
    assertTrue(e.getMessage().contains("expected a sum that is not negative"), e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> friction.onEach(Map.of("a", Map.of("stribeck_torque", -1.0))));
  }
}
