package org.workcell.sim.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known answers of every kind of stage that changes signals. */
class ActuatorStagesTest {

  private static StageBench bench(ActuatorStageFactory... stages) {
    return new StageBench(StageBench.CARRIAGES, stages);
  }

  @ParameterizedTest
  @CsvSource({
    "0, '1 2 3 4 5'",
    "0.01, '1 1 2 3 4'",
    "0.03, '1 1 1 1 2'",
    "0.025, '1 1 1 1.5 2.5'",
    "0.0025, '1 1.75 2.75 3.75 4.75'"
  })
  void delayRepeatsWhatCameBefore(double seconds, String expected) {
    try (StageBench bench = bench(ActuatorStages.delay(seconds))) {
      String[] numbers = expected.split(" ");
      for (int i = 0; i < numbers.length; i++) {
        double wanted = Double.parseDouble(numbers[i]);
        assertEquals(wanted, bench.applied(i + 1), 1e-12, "step " + i);
      }
    }
  }

  @Test
  void delayAcrossOneCallOfManySteps() {
    try (StageBench bench = bench(ActuatorStages.delay(0.02))) {
      bench.applied(0);
      bench.physics().ctrl().set(0, 1);
      bench.physics().step(3);
      // Three steps with a force of 1 N asked for, of which the last got it.
      assertEquals(0.01, bench.physics().qvel().get(0), 1e-15);
    }
  }

  @Test
  void delaysGrowAsFarAsThereIsRoom() {
    try (StageBench bench = bench(ActuatorStages.delay(0).withRoomFor(0.02))) {
      bench.applied(1);
      assertEquals(2, bench.applied(2));
      bench.chain().program().parameters(0).set(0, 0.02);
      assertEquals(1, bench.applied(3));
      bench.chain().program().parameters(0).set(0, 0.5);
      assertEquals(2, bench.applied(4), "as 0.02");
    }
    assertMessage("only delays", () -> ActuatorStages.deadBand(0).withRoomFor(1));
  }

  @Test
  void delayedActuatorsAreNamed() {
    try (StageBench bench = bench(ActuatorStages.delay(0.05).on("b"))) {
      bench.physics().step(1);
      bench.physics().ctrl().write(0, new double[] {1, 1});
      bench.physics().step(1);
      assertArrayEquals(new double[] {1, 0}, bench.chain().program().applied().toArray());
    }
  }

  @ParameterizedTest
  @CsvSource({"0.3, 0.2", "0.1, 0", "-0.1, 0", "-0.5, -0.4", "0, 0"})
  void deadBandAroundZero(double control, double expected) {
    try (StageBench bench = bench(ActuatorStages.deadBand(0.1))) {
      assertEquals(expected, bench.applied(control), 1e-15);
    }
  }

  @ParameterizedTest
  @CsvSource({"1.3, 1.2", "1.05, 1", "0.5, 0.6"})
  void deadBandAroundThePosition(double target, double expected) {
    try (StageBench bench = bench(ActuatorStages.positionDeadBand(0.1))) {
      assertEquals(expected, bench.applied(target, 1, 0), 1e-15);
    }
  }

  @Test
  void backlashFollowsOnceTheGapIsClosed() {
    try (StageBench bench = bench(ActuatorStages.backlash(0.4))) {
      double[] sent = {1, 1.1, 1.5, 1.4, 1.1, 1.0, 1.2};
      double[] arrives = {1, 1, 1.3, 1.3, 1.3, 1.2, 1.2};
      for (int i = 0; i < sent.length; i++) {
        assertEquals(arrives[i], bench.applied(sent[i]), 1e-15, "step " + i);
      }
    }
  }

  @Test
  void servoIsProportionalIntegralDerivative() {
    ActuatorStageFactory servo =
        ActuatorStages.servo(10, 2)
            .with("integral_gain", 100)
            .with("integral_limit", 1.5)
            .with("position_offset", 0.1);
    try (StageBench bench = bench(servo)) {
      // Error 0.5 - (-0.5) - 0.1 = 0.9: 10 * 0.9 + 100 * 0.9 * 0.01 - 2 * 3.
      assertEquals(9 + 0.9 - 6, bench.applied(0.5, -0.5, 3), 1e-12);
      assertEquals(9 + 1.5 - 6, bench.applied(0.5, -0.5, 3), 1e-12);
    }
    try (StageBench bench = bench(ActuatorStages.servo(10, 2).with("output_limit", 4))) {
      assertEquals(4, bench.applied(1, 0, 0), 0);
      assertEquals(-4, bench.applied(-1, 0, 0), 0);
    }
  }

  @Test
  void gearMultipliesPositionAndVelocity() {
    try (StageBench bench = bench(ActuatorStages.servo(10, 2).on("b"))) {
      bench.physics().qpos().set(1, 0.25);
      bench.physics().qvel().set(1, 0.5);
      bench.physics().ctrl().set(1, 1);
      bench.physics().step(1);
      assertEquals(10 * (1 - 0.5) - 2 * 1, bench.chain().program().applied().get(1), 1e-12);
    }
  }

  /** Torque constant 2 N m/A and resistance 4 ohm, as a servo with 0.5 N m/V. */
  @ParameterizedTest
  @CsvSource({"6, 0, 3", "6, 1, 2", "20, 0, 5", "-20, 0, -5", "20, -2, 6"})
  void dcMotorLosesVoltsToItsSpeed(double volts, double velocity, double torque) {
    ActuatorStageFactory motor =
        ActuatorStages.dcMotor(2, 4).with("voltage_limit", 10).with("current_limit", 3);
    try (StageBench bench = bench(motor)) {
      assertEquals(torque, bench.applied(volts, 0, velocity), 1e-12);
    }
  }

  /** Stall torque 10, no-load speed 5, at most 8. */
  @ParameterizedTest
  @CsvSource({
    "20, 0, 8",
    "20, 2.5, 5",
    "20, 5, 0",
    "20, 7, 0",
    "20, -2, 8",
    "-20, -2.5, -5",
    "-20, -7, 0",
    "-20, 2.5, -8",
    "3, 1, 3"
  })
  void torqueFallsWithSpeed(double control, double velocity, double torque) {
    ActuatorStageFactory limit = ActuatorStages.torqueSpeedLimit(10, 5).with("torque_limit", 8);
    try (StageBench bench = bench(limit)) {
      assertEquals(torque, bench.applied(control, 0, velocity), 1e-12);
    }
  }

  @Test
  void rampMovesWithTheSignOnly() {
    try (StageBench bench = bench(ActuatorStages.ramp(-0.5, 0, 0.04))) {
      double[] sent = {0, -0.01, -7, -7, 0, 3};
      double[] becomes = {0.02, 0.03, 0.04, 0.04, 0.04, 0.03};
      for (int i = 0; i < sent.length; i++) {
        assertEquals(becomes[i], bench.applied(sent[i]), 1e-15, "step " + i);
      }
    }
  }

  @Test
  void controlsOfTheTaskStayWhatTheyAre() {
    try (StageBench bench = bench(ActuatorStages.deadBand(0.5), ActuatorStages.friction(0.1, 0))) {
      bench.physics().array("qfrc_applied").set(1, 0.7);
      assertEquals(0.5, bench.applied(1), 0);
      assertEquals(1, bench.physics().ctrl().get(0));
      assertEquals(0.7, bench.physics().array("qfrc_applied").get(1));
      bench.physics().forward();
      assertEquals(1, bench.physics().ctrl().get(0));
      // Forces after a step are those of the control that the engine got.
      assertEquals(0.5, bench.physics().array("qfrc_actuator").get(0), 1e-15);
    }
  }

  @Test
  void parametersChangeBetweenSteps() {
    try (StageBench bench = bench(ActuatorStages.deadBand(0.1))) {
      assertEquals(0.9, bench.applied(1), 1e-15);
      bench.chain().program().parameters(0).set(0, 0.3);
      assertEquals(0.7, bench.applied(1), 1e-15);
      bench.chain().reset();
      assertEquals(0, bench.applied(1), "inactive");
      bench.chain().activate();
      assertEquals(0.9, bench.applied(1), 1e-15);
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertMessage("no parameter 'gain'", () -> ActuatorStages.delay(0).with("gain", 1));
    assertMessage("non-negative", () -> ActuatorStages.delay(-1));
    assertMessage("positive", () -> ActuatorStages.dcMotor(1, 0));
    assertMessage("no actuator 'c'", () -> bench(ActuatorStages.delay(0).on("c")).close());
    assertMessage(
        "must be the last",
        () -> bench(ActuatorStages.friction(1, 0), ActuatorStages.delay(0)).close());
    String servo = StageBench.CARRIAGES.replace("motor name=\"a\"", "position name=\"a\"");
    assertMessage("a motor that takes torques", () -> open(servo, ActuatorStages.servo(1, 0)));
    String runge = StageBench.CARRIAGES.replace("<option", "<option integrator=\"RK4\"");
    assertMessage("RK4", () -> open(runge, ActuatorStages.friction(1, 0)));
  }

  private static void open(String mjcf, ActuatorStageFactory stage) {
    new StageBench(mjcf, stage).close();
  }

  private static void assertMessage(String part, Runnable action) {
    IllegalArgumentException error = assertThrows(IllegalArgumentException.class, action::run);
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }

  @Test
  void identitiesNameEverything() {
    assertEquals(
        "delay(delay_seconds=0.012)@a+b", ActuatorStages.delay(0.012).on("a", "b").identity());
    List<String> identities =
        List.of(
            ActuatorStages.delay(0.01).identity(),
            ActuatorStages.delay(0.02).identity(),
            ActuatorStages.deadBand(0.01).identity(),
            ActuatorStages.positionDeadBand(0.01).identity(),
            ActuatorStages.deadBand(0.01).on("a").identity());
    assertEquals(identities.size(), identities.stream().distinct().count());
  }
}
