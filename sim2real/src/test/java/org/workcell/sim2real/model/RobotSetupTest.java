package org.workcell.sim2real.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.sim.physics.InertiaShape;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.UnphysicalException;
import org.workcell.sim2real.replay.ReplayRig;

/** Numbers of a model are changed as a compiler would have written them. */
class RobotSetupTest {

  private static final String PLAIN = ReplayRig.ARM.formatted(ReplayRig.SERVOS);

  private static final List<ModelField> ALL =
      List.of(
          ModelField.BODY_MASS,
          ModelField.BODY_INERTIA,
          ModelField.BODY_IPOS,
          ModelField.BODY_SUBTREEMASS,
          ModelField.BODY_INVWEIGHT0,
          ModelField.DOF_INVWEIGHT0,
          ModelField.DOF_INERTIA0,
          ModelField.ACTUATOR_ACC0,
          ModelField.DOF_DAMPING,
          ModelField.DOF_ARMATURE,
          ModelField.DOF_FRICTIONLOSS,
          ModelField.GEOM_FRICTION,
          ModelField.ACTUATOR_GAINPRM,
          ModelField.ACTUATOR_BIASPRM,
          ModelField.ACTUATOR_FORCERANGE);

  private static void assertSame(RobotModel compiled, RobotSimulation changed) {
    for (ModelField field : ALL) {
      double[] expected = compiled.model().values(field);
      for (int i = 0; i < expected.length; i++) {
        double tolerance = 1e-10 * (1 + Math.abs(expected[i]));
        assertEquals(expected[i], changed.get(field, i), tolerance, field + "[" + i + "]");
      }
    }
  }

  private static String changed() {
    return PLAIN
        .replace("mass=\"1.2\" pos=\"0.01 0 -0.2\"", "mass=\"1.5\" pos=\"0.02 0.01 -0.25\"")
        .replace(
            "0.012 0.011 0.003 0.0004 0.0003 0.0002", "0.014 0.012 0.004 0.0005 -0.0003 0.0001")
        .replace("armature=\"0.02\"", "armature=\"0.03\"")
        .replace("damping=\"0.2\"", "damping=\"0.25\"")
        .replace("frictionloss=\"0.05\"", "frictionloss=\"0.02\"")
        .replace("kp=\"60\" kv=\"1.5\"", "kp=\"70\" kv=\"1.2\"")
        .replace("-12 12", "-9 9")
        .replace("name=\"link\"", "name=\"link\" friction=\"0.4 0.005 0.0001\"");
  }

  @Test
  void changedNumbersAreThoseOfARecompiledModel() {
    List<String> paths =
        List.of(
            "body:upper/mass",
            "body:upper/com_x",
            "body:upper/com_y",
            "body:upper/com_z",
            "body:upper/inertia_xx",
            "body:upper/inertia_yy",
            "body:upper/inertia_zz",
            "body:upper/inertia_xy",
            "body:upper/inertia_xz",
            "body:upper/inertia_yz",
            "joint:shoulder/armature",
            "joint:elbow/damping",
            "joint:elbow/frictionloss",
            "actuator:shoulder/kp",
            "actuator:shoulder/kv",
            "actuator:elbow/force_limit",
            "geom:link/friction");
    double[] vector = {
      1.5, 0.02, 0.01, -0.25, 0.014, 0.012, 0.004, 0.0005, -0.0003, 0.0001, 0.03, 0.25, 0.02, 70,
      1.2, 9, 0.4
    };
    try (RobotModel model = ReplayRig.model(PLAIN);
        RobotModel expected = ReplayRig.model(changed())) {
      RobotSetup setup = RobotSetup.builder(model).parameters(paths).build();
      try (RobotSimulation simulation = setup.newSimulation()) {
        simulation.apply(vector, Map.of(), "none");
        simulation.start();
        assertSame(expected, simulation);
        simulation.apply(setup.nominal(), Map.of(), "none");
        simulation.start();
        assertSame(model, simulation);
      }
      assertAllowed(setup, vector);
    }
  }

  private static void assertAllowed(RobotSetup setup, double[] vector) {
    for (int i = 0; i < vector.length; i++) {
      RobotParameter parameter = setup.parameters().get(i);
      assertTrue(
          parameter.low() <= vector[i] && vector[i] <= parameter.high(),
          parameter + " does not allow " + vector[i]);
    }
  }

  @Test
  void logCholeskyNumbersGiveTheInertiaBackAndAreAlwaysPhysical() {
    double[] inertia = {0.012, 0.011, 0.003, 0.0004, 0.0003, 0.0002};
    double[] shape = new double[6];
    double[] back = new double[6];
    InertiaShape.fromInertia(1.2, inertia, shape);
    InertiaShape.toInertia(1.2, shape, back);
    assertArrayEquals(inertia, back, 1e-15);
    java.util.Random random = new java.util.Random(3);
    double[] moments = new double[3];
    for (int i = 0; i < 200; i++) {
      for (int k = 0; k < 6; k++) {
        shape[k] = 3 * random.nextGaussian();
      }
      InertiaShape.toInertia(0.7, shape, back);
      Symmetric3.decompose(back, moments, new double[9]);
      assertTrue(
          InertiaShape.isPhysical(moments), List.of(moments[0], moments[1], moments[2]) + "");
    }
    // A rod without thickness has none.
    assertThrows(
        UnphysicalException.class,
        () -> InertiaShape.fromInertia(1, new double[] {1, 1, 0, 0, 0, 0}, shape));
  }

  @Test
  void whatNoBodyCanHaveIsRefused() {
    try (RobotModel model = ReplayRig.model(PLAIN)) {
      RobotSetup setup =
          RobotSetup.builder(model)
              .parameters(List.of("body:lower/mass", "body:lower/inertia_zz"))
              .build();
      try (RobotSimulation simulation = setup.newSimulation()) {
        assertThrows(
            UnphysicalException.class,
            () -> simulation.apply(new double[] {-0.1, 0.002}, Map.of(), "none"));
        assertThrows(
            UnphysicalException.class,
            () -> simulation.apply(new double[] {0.7, 0.5}, Map.of(), "none"));
      }
    }
  }

  @Test
  void aChainWithAServoTakesThePlaceOfTheModelsGains() {
    List<ChainStage> chain =
        List.of(
            new ChainStage(
                "servo", Map.of("elbow", Map.of("stiffness", 25.0), "shoulder", Map.of())));
    try (RobotModel model = ReplayRig.model(PLAIN)) {
      RobotSetup setup = RobotSetup.builder(model).chain(chain).build();
      try (RobotSimulation simulation = setup.newSimulation()) {
        simulation.apply(setup.nominal(), Map.of(), "none");
        simulation.start();
        assertEquals(1, simulation.get(ModelField.ACTUATOR_GAINPRM, 0));
        assertEquals(0, simulation.get(ModelField.ACTUATOR_BIASPRM, 1));
        simulation.physics().ctrl().set(1, 0.2);
        simulation.physics().step(1);
        assertEquals(5, simulation.torque(model.joint("elbow")), 1e-9);
      }
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () ->
                      RobotSetup.builder(model)
                          .chain(chain)
                          .parameters(List.of("actuator:elbow/kp"))
                          .build())
              .getMessage();
      assertTrue(message.contains("servo.stiffness"), message);
    }
  }

  @Test
  void constantsOfALogSetAndMultiply() {
    ConstantBindings bindings =
        ConstantBindings.parse(
            "body:lower/mass = load; body:lower/com_z=-length\nactuator:elbow/kp *= gain");
    try (RobotModel model = ReplayRig.model(PLAIN)) {
      RobotSetup setup =
          RobotSetup.builder(model)
              .bindings(bindings)
              .parameters(List.of("actuator:elbow/kp"))
              .build();
      try (RobotSimulation simulation = setup.newSimulation()) {
        simulation.apply(
            new double[] {0.5}, Map.of("load", 0.9, "length", 0.2, "gain", 40.0), "log");
        simulation.start();
        int lower = model.model().body("lower");
        assertEquals(0.9, simulation.get(ModelField.BODY_MASS, lower));
        assertEquals(-0.2, simulation.get(ModelField.BODY_IPOS, 3 * lower + 2));
        assertEquals(2.1, simulation.get(ModelField.BODY_SUBTREEMASS, 1), 1e-12);
        assertEquals(
            20,
            simulation.get(ModelField.ACTUATOR_GAINPRM, ActuatorNumbers.columns(model.model())));
        String message =
            assertThrows(
                    IllegalArgumentException.class,
                    () -> simulation.apply(new double[] {0.5}, Map.of("load", 0.9), "night"))
                .getMessage();
        assertTrue(message.contains("night") && message.contains("length"), message);
      }
      assertThrows(
          IllegalArgumentException.class,
          () ->
              RobotSetup.builder(model)
                  .bindings(bindings)
                  .parameters(List.of("body:lower/mass"))
                  .build());
    }
    assertThrows(IllegalArgumentException.class, () -> ConstantBindings.parse("mass"));
  }

  @Test
  void pathsThatNameNothingAreExplained() {
    try (RobotModel model = ReplayRig.model(PLAIN)) {
      for (Map.Entry<String, String> wrong :
          Map.of(
                  "elbow/damping", "KIND:NAME/NUMBER",
                  "joint:wrist/damping", "shoulder, elbow",
                  "joint:elbow/mass", "damping",
                  "body:hand/mass", "lower",
                  "actuator:elbow/friction.coulomb_torque", "no stage friction",
                  "actuator:elbow/delay.seconds", "no stage delay",
                  "light:elbow/damping", "begins with")
              .entrySet()) {
        String message =
            assertThrows(
                    IllegalArgumentException.class,
                    () -> RobotSetup.builder(model).parameters(List.of(wrong.getKey())).build())
                .getMessage();
        assertTrue(message.contains(wrong.getValue()), message);
      }
    }
  }
}
