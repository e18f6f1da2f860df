package org.workcell.sim2real.inverse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.datasets.parameters.IdentifiedParameter.Status;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.Physics;
import org.workcell.sim2real.model.RobotModel;

/** Known truth comes back; what logs cannot tell is frozen. */
class InverseIdentificationTest {

  private static final ParameterFile.Source SOURCE =
      new ParameterFile.Source("ur10e.xml", "0".repeat(64));

  private static ParameterFile found;
  private static RobotLog first;

  @BeforeAll
  static void identify() {
    first = SimulatedArm.log("one", SimulatedArm.trueXml(""), 1, 15);
    try (RobotModel robot = SimulatedArm.model(SimulatedArm.nominalXml())) {
      found =
          new InverseIdentification(robot, SOURCE, Map.of(), 0)
              .identify(
                  List.of(first, SimulatedArm.log("two", SimulatedArm.trueXml(""), 2, 15)),
                  List.of(SimulatedArm.log("three", SimulatedArm.trueXml(""), 3, 15)));
    }
  }

  private static IdentifiedParameter parameter(String path) {
    return found.parameters().stream()
        .filter(parameter -> parameter.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void regressorAgreesWithTheEngine() {
    try (RobotModel robot = SimulatedArm.model(SimulatedArm.nominalXml());
        Physics physics = new Physics(robot.model())) {
      InertialBodies bodies = new InertialBodies(robot);
      EffortLog log = EffortLog.of(first);
      Regressor regressor = Regressor.of(robot, robot.joints(first.meta()), bodies, log);
      double[] numbers = InertialBodies.barycentric(bodies.nominal());
      for (int row = 0; row < log.rows(); row += 97) {
        for (int j = 0; j < 6; j++) {
          physics.qpos().set(j, log.position()[j][row]);
          physics.qvel().set(j, log.velocity()[j][row]);
          physics.array("qacc").set(j, log.acceleration()[j][row]);
        }
        physics.inverseDynamics();
        for (int j = 0; j < 6; j++) {
          assertEquals(
              physics.array("qfrc_inverse").get(j), regressor.torque(j, row, numbers), 1e-9);
        }
      }
    }
  }

  @Test
  void frictionAndArmatureComeBack() {
    for (int j = 0; j < 6; j++) {
      String joint = first.meta().jointNames().get(j);
      double coulomb = parameter("actuator:" + joint + "/friction.coulomb_torque").value();
      double viscous = parameter("actuator:" + joint + "/friction.viscous_coefficient").value();
      assertEquals(SimulatedArm.VISCOUS[j], viscous, 0.1 * SimulatedArm.VISCOUS[j], joint);
      assertEquals(SimulatedArm.COULOMB[j], coulomb, 0.1 * SimulatedArm.COULOMB[j], joint);
    }
    assertEquals("M3", found.family());
  }

  @Test
  void predictionHoldsOnAnotherMotion() {
    found
        .fit()
        .forEach(
            (name, value) -> {
              if (name.startsWith("held_out.relative_error.mean")) {
                assertTrue(value < 0.04, name + " " + value);
              }
            });
    assertTrue(found.fit().keySet().stream().anyMatch(name -> name.startsWith("held_out")));
  }

  @Test
  void whatLogsCannotTellIsFrozenAtNominal() {
    // The first body turns about one vertical axis: its mass and height act on nothing.
    for (String number : List.of("mass", "com_z", "log_cholesky_s12", "log_cholesky_s23")) {
      IdentifiedParameter parameter = parameter("body:shoulder_link/" + number);
      assertEquals(Status.FROZEN, parameter.status(), number);
      assertEquals(parameter.nominal(), parameter.value(), 1e-12);
      assertTrue(parameter.note().contains("do not tell"));
    }
    assertEquals(Status.HELD, parameter("actuator:elbow_joint/torque_per_current").status());
    assertTrue(parameter("actuator:elbow_joint/torque_per_current").note().contains("scale"));
  }

  @Test
  void fileIsReadBackAndPredictsTheSame() {
    ParameterFile read = ParameterFiles.parse("p.json", ParameterFiles.text(found));
    try (RobotModel robot = SimulatedArm.model(SimulatedArm.nominalXml())) {
      InversePrediction prediction = InversePrediction.of(robot, read, first);
      assertEquals(
          found.fit().get("relative_error.elbow_joint@one"), prediction.relativeError()[2], 1e-9);
    }
  }

  @Test
  void payloadIsFound() {
    String load =
        "<body name='load' pos='0 0.092 0'><inertial pos='.03 .06 -.02' mass='2.8'"
            + " diaginertia='.006 .006 .006'/></body>";
    RobotLog loaded = SimulatedArm.log("loaded", SimulatedArm.trueXml(load), 9, 15);
    try (RobotModel robot = SimulatedArm.model(SimulatedArm.nominalXml())) {
      PayloadIdentification.Payload payload =
          new PayloadIdentification(robot, found, 0).identify("wrist_3_link", List.of(loaded));
      assertEquals(2.8, payload.massKg(), 0.28);
      assertEquals(0.03, payload.centre()[0], 0.02);
      assertEquals(0.152, payload.centre()[1], 0.02);
      assertEquals(-0.02, payload.centre()[2], 0.02);
    }
  }

  @Test
  void logsWithoutEffortsAndCurrentsWithoutGainsAreRefused() {
    RobotLog silent =
        RobotLog.builder(first.meta(), first.timesSeconds())
            .with(Quantity.POSITION, first.values(Quantity.POSITION))
            .build();
    String noGains =
        SimulatedArm.nominalXml().replace("name=\"torque_per_current\"", "name=\"other\"");
    try (RobotModel robot = SimulatedArm.model(noGains)) {
      InverseIdentification identification = new InverseIdentification(robot, SOURCE, Map.of(), 0);
      assertThrows(
          BadInputException.class, () -> identification.identify(List.of(silent), List.of()));
      BadInputException e =
          assertThrows(
              BadInputException.class, () -> identification.identify(List.of(first), List.of()));
      assertTrue(e.getMessage().contains("--gains shoulder_pan_joint"));
    }
  }
}
