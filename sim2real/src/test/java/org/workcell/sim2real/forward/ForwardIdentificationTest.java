package org.workcell.sim2real.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.datasets.parameters.IdentifiedParameter.Status;
import org.workcell.datasets.records.Json;
import org.workcell.sim2real.model.RobotModel;

/** A short version of what {@link ForwardSoakTest} measures. */
class ForwardIdentificationTest {

  private static final HiddenArm ARM = new HiddenArm(2, 50, 1e-4, 2e-3);

  private static ForwardOptions.Builder options() {
    return ForwardOptions.builder()
        .parts(
            EnumSet.of(
                Part.GAINS, Part.DAMPING, Part.ARMATURE, Part.FRICTION, Part.DELAY, Part.MASS))
        .bodies(List.of("tool"))
        .delays(new DelayGrid(0.02, 0.01, false))
        .horizons(List.of(0.5, 1.0))
        .threads(2);
  }

  private static List<RobotLog> logs(RobotModel model, Map<String, Double> truth) {
    List<RobotLog> logs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      logs.add(ARM.log(model, truth, "fit" + i, 70 + i, 3, 1));
    }
    return logs;
  }

  private static ForwardResult identify(
      RobotModel model, List<RobotLog> logs, List<RobotLog> heldOut, ForwardOptions options) {
    return ForwardIdentification.identify(
        HiddenArm.problem(model, logs, heldOut), options, line -> {});
  }

  @Test
  void findsTheTruthOfASimulatedArm() {
    try (RobotModel model = ARM.model()) {
      Map<String, Double> truth = ARM.truth(model, 3, 0.0137);
      List<RobotLog> larger = List.of(ARM.log(model, truth, "larger", 99, 3, 1.35));
      ForwardResult result = identify(model, logs(model, truth), larger, options().build());
      for (IdentifiedParameter parameter : result.file().parameters()) {
        double expected = truth.get(parameter.path());
        boolean delay = parameter.path().endsWith("delay_seconds");
        double tolerance = delay ? HiddenArm.TIMESTEP : 0.05 * expected;
        assertEquals(expected, parameter.value(), tolerance, parameter.toString());
        assertEquals(Status.FITTED, parameter.status());
        assertTrue(parameter.ci95().get(0) < parameter.value(), parameter.toString());
      }
      assertEquals(truth.size(), result.file().parameters().size());
      assertTrue(
          result.heldOut().rms(1) < 0.05 * result.nominal().rms(1),
          result.heldOut() + " of " + result.nominal());
    }
  }

  @Test
  void threadsDoNotChangeABit() {
    try (RobotModel model = ARM.model()) {
      List<RobotLog> logs = logs(model, ARM.truth(model, 4, 0.004)).subList(0, 1);
      ForwardOptions.Builder options =
          options()
              .delays(new DelayGrid(0.01, 0.01, false))
              .parts(EnumSet.of(Part.DAMPING, Part.DELAY))
              .bodies(List.of())
              .maxIterations(3);
      String one = Json.pretty(identify(model, logs, List.of(), options.threads(1).build()).file());
      String two = Json.pretty(identify(model, logs, List.of(), options.threads(2).build()).file());
      assertEquals(one, two);
    }
  }

  /** A link that hangs on a fixed base may lie anywhere along its axis. */
  @Test
  void whatLogsCannotTellIsNamedAndFrozen() {
    try (RobotModel model = ARM.model()) {
      Map<String, Double> truth = Map.of("joint:j0/damping", 2.0, "joint:j1/damping", 0.6);
      ForwardOptions useless =
          options()
              .parts(EnumSet.of(Part.DAMPING))
              .bodies(List.of())
              .bound("body:link0/com_y", -0.05, 0.01, 0.05)
              .build();
      ForwardResult result = identify(model, logs(model, truth), List.of(), useless);
      IdentifiedParameter frozen =
          result.file().parameters().stream()
              .filter(parameter -> parameter.path().endsWith("com_y"))
              .findFirst()
              .orElseThrow();
      assertEquals(Status.FROZEN, frozen.status(), frozen.toString());
      assertEquals(0.01, frozen.value());
      assertTrue(result.weak().get(0).names().contains(frozen.path()));
    }
  }

  /** The engine's dry friction creeps, that of the stage holds: neither can stand for both. */
  @Test
  void dryFrictionOnTopOfTheModelsOwnIsFound() {
    try (RobotModel model = ARM.model()) {
      Map<String, Double> truth =
          Map.of(
              "actuator:j0/kp", 132.0,
              "actuator:j0/friction.coulomb_torque", 0.9,
              "actuator:j1/friction.coulomb_torque", 0.5);
      ForwardOptions options =
          options()
              .parts(EnumSet.of(Part.GAINS, Part.DAMPING, Part.FRICTION))
              .bodies(List.of())
              .families(
                  List.of(
                      ActuatorFamily.ENGINE,
                      ActuatorFamily.named("m1"),
                      ActuatorFamily.named("engine+m1")))
              .build();
      ForwardResult result = identify(model, logs(model, truth), List.of(), options);
      assertEquals("engine+m1", result.file().family());
      Map<String, Double> found = new HashMap<>();
      result.file().parameters().forEach(each -> found.put(each.path(), each.value()));
      truth.forEach((path, value) -> assertEquals(value, found.get(path), 0.05 * value, path));
      assertFalse(found.containsKey("joint:j0/frictionloss"), "the model's own stays");
      assertFalse(found.containsKey("actuator:j0/friction.viscous_coefficient"));
    }
  }

  @Test
  void shortLogsHaveNoErrorsAndCannotJudge() {
    try (RobotModel model = ARM.model()) {
      List<RobotLog> logs = logs(model, Map.of());
      RobotLog brief = logs.get(2).rows(0, 20);
      ForwardOptions options = options().parts(EnumSet.of(Part.DAMPING)).bodies(List.of()).build();
      List<RobotLog> mixed = List.of(logs.get(0), logs.get(1), brief);
      ForwardResult result = identify(model, mixed, List.of(), options);
      assertEquals(Set.of("fit0", "fit1"), result.logErrors().keySet());
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> identify(model, logs.subList(0, 2), List.of(brief), options));
      assertTrue(refused.getMessage().contains("longest horizon, 1.0 s"), refused.getMessage());
      ForwardOptions two =
          options().families(List.of(ActuatorFamily.ENGINE, ActuatorFamily.named("m1"))).build();
      List<String> progress = new ArrayList<>();
      ForwardProblem oneLong = HiddenArm.problem(model, List.of(logs.get(0), brief), List.of());
      refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> ForwardIdentification.identify(oneLong, two, progress::add));
      assertTrue(refused.getMessage().contains("not two logs"), refused.getMessage());
      assertEquals(List.of(), progress, "nothing was fitted before");
    }
  }

  @Test
  void pathsThatNameNothingAreRefused() {
    try (RobotModel model = ARM.model()) {
      List<RobotLog> logs = logs(model, Map.of());
      ForwardOptions options = options().bound("joint:j7/damping", 0, 1, 2).build();
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class, () -> identify(model, logs, List.of(), options));
      assertTrue(refused.getMessage().contains("j7"), refused.getMessage());
    }
  }

  @Test
  void patternsOfPathsStandForNames() {
    assertTrue(
        PathPattern.matches("actuator:*/friction.*_share", "actuator:a/friction.motor_load_share"));
    assertTrue(!PathPattern.matches("actuator:*/kp", "actuator:a/b/kp"));
    assertThrows(IllegalArgumentException.class, () -> ActuatorFamily.named("m7"));
    for (ActuatorFamily family : ActuatorFamily.all()) {
      assertEquals(family, ActuatorFamily.named(family.name()));
    }
    assertFalse(ActuatorFamily.named("m1").isWithin(ActuatorFamily.named("engine+m2")));
    assertTrue(ActuatorFamily.named("engine+m1").isWithin(ActuatorFamily.named("engine+m2")));
  }
}
