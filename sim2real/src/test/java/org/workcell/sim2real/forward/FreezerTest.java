package org.workcell.sim2real.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.datasets.parameters.IdentifiedParameter.Status;
import org.workcell.sim2real.model.RobotModel;

/** What may be frozen, where logs are of one window each and every second one stands still. */
class FreezerTest {

  private static final HiddenArm ARM = new HiddenArm(1, 50, 1e-4, 2e-3);
  private static final String DAMPING = "joint:j0/damping";

  /** No motion about the joint's own axis tells where along it the mass lies. */
  private static final String USELESS = "body:link0/com_y";

  private static final double TRUE_DAMPING = 2;

  /** Twice as many as the windows with which the freezer tries. */
  private static final int LOGS = 60;

  /**
   * Logs of the true arm.
   *
   * @param even how large motions are in logs 0, 2, 4, ..., which few windows are of
   * @param odd how large they are in the others
   */
  private static List<RobotLog> logs(RobotModel model, double even, double odd) {
    Map<String, Double> truth = Map.of(DAMPING, TRUE_DAMPING);
    List<RobotLog> logs = new ArrayList<>();
    for (int i = 0; i < LOGS; i++) {
      double size = i % 2 == 0 ? even : odd;
      logs.add(ARM.log(model, truth, "log" + i, 70 + i, 0.52, size));
    }
    return logs;
  }

  private static ForwardOptions.Builder options() {
    return ForwardOptions.builder()
        .parts(EnumSet.of(Part.DAMPING))
        .bound(USELESS, -0.05, 0.01, 0.05)
        .windows(0.5, 0.5)
        .horizons(List.of(0.5))
        .robustThreshold(Double.POSITIVE_INFINITY)
        .bootstrapReplicates(20)
        .threads(2);
  }

  private static ForwardResult identify(RobotModel model, List<RobotLog> logs) {
    return identify(model, logs, options());
  }

  private static ForwardResult identify(
      RobotModel model, List<RobotLog> logs, ForwardOptions.Builder options) {
    return ForwardIdentification.identify(
        HiddenArm.problem(model, logs, List.of()), options.build(), line -> {});
  }

  private static Map<String, IdentifiedParameter> byPath(ForwardResult result) {
    return result.file().parameters().stream()
        .collect(Collectors.toMap(IdentifiedParameter::path, parameter -> parameter));
  }

  private static void assertOnlyTheUselessIsFrozen(ForwardResult result) {
    Map<String, IdentifiedParameter> found = byPath(result);
    assertEquals(Status.FROZEN, found.get(USELESS).status(), found.toString());
    assertEquals(0.01, found.get(USELESS).value());
    assertEquals(Status.FITTED, found.get(DAMPING).status(), found.toString());
    assertEquals(TRUE_DAMPING, found.get(DAMPING).value(), 0.02 * TRUE_DAMPING);
    assertTrue(
        result.weak().stream().noneMatch(weak -> weak.names().contains(DAMPING)),
        result.weak().toString());
  }

  /** Few windows all stand still, and would let the damping go together with what is useless. */
  @Test
  void whatFewWindowsAllowHasToPassWithAllOfThem() {
    try (RobotModel model = ARM.model()) {
      assertOnlyTheUselessIsFrozen(identify(model, logs(model, 0, 1)));
    }
  }

  /** Few windows all move, and already tell the two apart. */
  @Test
  void whatFewWindowsTellStays() {
    try (RobotModel model = ARM.model()) {
      assertOnlyTheUselessIsFrozen(identify(model, logs(model, 1, 0)));
    }
  }

  /** The best value is outside the range, which a user has to know. */
  @Test
  void namesAValueAtItsBound() {
    try (RobotModel model = ARM.model()) {
      List<String> progress = new ArrayList<>();
      ForwardResult result =
          ForwardIdentification.identify(
              HiddenArm.problem(model, logs(model, 1, 1), List.of()),
              options().bound(DAMPING, 0.1, 0.2, 0.5 * TRUE_DAMPING).build(),
              progress::add);
      IdentifiedParameter damping = byPath(result).get(DAMPING);
      assertEquals(0.5 * TRUE_DAMPING, damping.value(), 1e-3);
      assertTrue(damping.note().startsWith("at its upper bound"), damping.note());
      String line = DAMPING + " = 1.000 is at its upper bound; --bounds widens it";
      assertTrue(progress.contains(line), progress.toString());
    }
  }

  /**
   * The states where windows start have noise, so even these logs tell a large damping from none.
   */
  @Test
  void whereNothingMovesAllIsFrozen() {
    try (RobotModel model = ARM.model()) {
      byPath(identify(model, logs(model, 0, 0), options().identifiableLimit(0.03)))
          .forEach((path, found) -> assertEquals(Status.FROZEN, found.status(), path));
    }
  }
}
