package org.workcell.sim2real.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.datasets.parameters.IdentifiedParameter.Status;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayRig;

/** Limits of two joints whose servos are the model's own, or stages. */
class LimitSearchTest {

  private static final List<String> JOINTS = List.of("shoulder", "elbow");
  private static final String SHOULDER = "actuator:shoulder/force_limit";
  private static final String ELBOW = "actuator:elbow/force_limit";
  private static final double POSITION_NOISE = 1e-4;
  private static final double VELOCITY_NOISE = 2e-3;

  private static RobotModel model() {
    return ReplayRig.model(ReplayRig.ARM.formatted(ReplayRig.SERVOS));
  }

  /** What differs from the model besides limits. */
  private static Map<String, Double> truth() {
    Map<String, Double> truth = new LinkedHashMap<>();
    truth.put("joint:shoulder/frictionloss", 0.2);
    truth.put("joint:elbow/frictionloss", 0.1);
    return truth;
  }

  /** Of the true robot with limits. */
  private static List<RobotLog> logs(RobotModel model, Map<String, Double> limits) {
    RobotSetup.Builder robot = RobotSetup.builder(model);
    truth().forEach(robot::hold);
    limits.forEach(robot::hold);
    return logs(robot.build());
  }

  private static List<RobotLog> logs(RobotSetup robot) {
    List<RobotLog> logs = new ArrayList<>();
    double[] times = ReplayRig.times(110, 0.02);
    for (int i = 0; i < 4; i++) {
      LogMeta meta =
          new LogMeta(
              "log" + i,
              "",
              JOINTS,
              CommandKind.POSITION,
              50,
              ReplayRig.meta(CommandKind.POSITION, JOINTS, Map.of()).clock(),
              Map.of(),
              "log" + i,
              "");
      RobotLog clean =
          ReplayRig.record(robot, meta, times, ReplayRig.sines(times, 2, 20 + i), null);
      RandomStream random = new SeedStreams(i).stream("noise");
      logs.add(
          RobotLog.builder(meta, times)
              .with(Quantity.COMMAND, clean.values(Quantity.COMMAND))
              .with(Quantity.POSITION, noisy(clean, Quantity.POSITION, POSITION_NOISE, random))
              .with(Quantity.VELOCITY, noisy(clean, Quantity.VELOCITY, VELOCITY_NOISE, random))
              .build());
    }
    return logs;
  }

  private static double[] noisy(
      RobotLog log, Quantity quantity, double deviation, RandomStream random) {
    double[] values = log.values(quantity);
    for (int i = 0; i < values.length; i++) {
      values[i] += deviation * random.nextGaussian();
    }
    return values;
  }

  private static ForwardResult identify(RobotModel model, List<RobotLog> logs, Part... more) {
    return identify(model, logs, options(more));
  }

  private static ForwardOptions.Builder options(Part... more) {
    EnumSet<Part> parts = EnumSet.of(Part.FRICTION, Part.DAMPING);
    parts.addAll(List.of(more));
    return ForwardOptions.builder()
        .parts(parts)
        .horizons(List.of(0.5))
        .bootstrapReplicates(0)
        .threads(2);
  }

  private static ForwardResult identify(
      RobotModel model, List<RobotLog> logs, ForwardOptions.Builder options) {
    return identify(model, logs, options, line -> {});
  }

  private static ForwardResult identify(
      RobotModel model,
      List<RobotLog> logs,
      ForwardOptions.Builder options,
      Consumer<String> progress) {
    return ForwardIdentification.identify(
        new ForwardProblem(
            model, new ParameterFile.Source("arm.xml", ""), logs, List.of(), List.of()),
        options.build(),
        progress);
  }

  private static Map<String, IdentifiedParameter> byPath(ForwardResult result) {
    return result.file().parameters().stream()
        .collect(Collectors.toMap(IdentifiedParameter::path, parameter -> parameter));
  }

  private static void assertFound(Map<String, IdentifiedParameter> all, String path, double truth) {
    IdentifiedParameter found = all.get(path);
    assertTrue(found != null, path + " is not among " + all.keySet());
    assertEquals(truth, found.value(), 0.05 * truth, found.toString());
    assertEquals(Status.FITTED, found.status(), found.toString());
  }

  @Test
  void aForceLimitThatIsReachedIsFound() {
    try (RobotModel model = model()) {
      RobotSetup.Builder robot = RobotSetup.builder(model).hold(SHOULDER, 5).hold(ELBOW, 1.2);
      truth().forEach(robot::hold);
      ForwardResult result = identify(model, logs(robot.build()), Part.SATURATION);
      Map<String, IdentifiedParameter> found = byPath(result);
      assertFound(found, SHOULDER, 5);
      assertFound(found, ELBOW, 1.2);
      truth().forEach((path, value) -> assertFound(found, path, value));
      double without = result.families().get(0).fitted().rms(0);
      double with = result.logErrors().values().stream().mapToDouble(e -> e.rms(0)).max().orElse(1);
      assertTrue(with < 0.2 * without, with + " of " + without);
    }
  }

  /** The joint whose limit acts has it; the other one keeps that of the model. */
  @Test
  void aLimitThatNoWindowReachesStaysWhereItIs() {
    try (RobotModel model = model()) {
      RobotSetup.Builder robot = RobotSetup.builder(model).hold(SHOULDER, 5);
      truth().forEach(robot::hold);
      Map<String, IdentifiedParameter> found =
          byPath(identify(model, logs(robot.build()), Part.SATURATION));
      assertFound(found, SHOULDER, 5);
      assertEquals(Status.FROZEN, found.get(ELBOW).status(), found.get(ELBOW).toString());
      assertEquals(12, found.get(ELBOW).value());
    }
  }

  /** It has no window that could judge. */
  @Test
  void aLogThatIsShorterThanAWindowIsNotHeldOut() {
    try (RobotModel model = model()) {
      List<RobotLog> logs = logs(model, Map.of(SHOULDER, 5.0));
      List<RobotLog> oneLong = List.of(logs.get(0), logs.get(1).rows(0, 10));
      List<String> progress = new ArrayList<>();
      identify(model, oneLong, options(Part.SATURATION), progress::add);
      assertTrue(
          progress.stream().anyMatch(line -> line.contains("no log can be held out")),
          progress.toString());
    }
  }

  /** Whichever two of four logs are fast enough for a limit to act: each half has one of them. */
  @Test
  void limitsThatActInFewLogsAreFound() {
    try (RobotModel model = model()) {
      List<RobotLog> acting = logs(model, Map.of(SHOULDER, 5.0));
      List<RobotLog> idle = logs(model, Map.of());
      for (int second = 1; second < 4; second++) {
        List<RobotLog> logs = new ArrayList<>(idle);
        logs.set(0, acting.get(0));
        logs.set(second, acting.get(second));
        List<String> progress = new ArrayList<>();
        identify(model, logs, options(Part.SATURATION), progress::add);
        assertTrue(
            progress.stream().anyMatch(line -> line.startsWith("limits of drives: engine")),
            progress.toString());
      }
    }
  }

  /** The other numbers are those of an identification that was not asked for limits, to the bit. */
  @Test
  void whereNoLimitActsNothingChanges() {
    try (RobotModel model = model()) {
      RobotSetup.Builder robot = RobotSetup.builder(model);
      truth().forEach(robot::hold);
      List<RobotLog> logs = logs(robot.build());
      List<String> progress = new ArrayList<>();
      ForwardResult result = identify(model, logs, options(Part.SATURATION), progress::add);
      assertTrue(progress.contains(LimitSearch.AT_NOISE_TEXT), progress.toString());
      Map<String, IdentifiedParameter> found = byPath(result);
      byPath(identify(model, logs)).forEach((path, same) -> assertEquals(same, found.get(path)));
      for (String path : List.of(SHOULDER, ELBOW)) {
        assertEquals(Status.FROZEN, found.get(path).status());
        assertEquals(found.get(path).nominal(), found.get(path).value());
        assertTrue(result.weak().stream().anyMatch(weak -> weak.names().contains(path)));
      }
      assertEquals("engine", result.file().family());
    }
  }

  /** Friction that is not looked for leaves errors well above the noise, and no limit. */
  @Test
  void errorsAboveTheNoiseAreNoLimits() {
    try (RobotModel model = model()) {
      RobotSetup.Builder robot = RobotSetup.builder(model);
      truth().forEach((path, value) -> robot.hold(path, 2 * value));
      List<String> progress = new ArrayList<>();
      ForwardOptions.Builder options =
          options(Part.SATURATION).parts(EnumSet.of(Part.DAMPING, Part.SATURATION));
      Map<String, IdentifiedParameter> found =
          byPath(identify(model, logs(robot.build()), options, progress::add));
      assertFalse(progress.contains(LimitSearch.AT_NOISE_TEXT), progress.toString());
      assertEquals(Status.FROZEN, found.get(SHOULDER).status(), found.get(SHOULDER).toString());
    }
  }

  @Test
  void aTorqueThatFallsWithSpeedIsFound() {
    try (RobotModel model = model()) {
      RobotSetup.Builder robot =
          RobotSetup.builder(model)
              .chain(
                  List.of(
                      new ChainStage(
                          "servo",
                          Map.of(
                              "shoulder", Map.of("stiffness", 60.0, "damping", 1.5),
                              "elbow", Map.of("stiffness", 30.0, "damping", 0.6))),
                      new ChainStage(
                          "torque-speed-limit",
                          Map.of(
                              "shoulder", Map.of("stall_torque", 7.0, "no_load_speed", 6.0),
                              "elbow", Map.of("stall_torque", 1.8, "no_load_speed", 8.0)))));
      truth().forEach(robot::hold);
      ForwardResult result = identify(model, logs(robot.build()), Part.SATURATION);
      Map<String, IdentifiedParameter> found = byPath(result);
      assertEquals("limited", result.file().family());
      assertFound(found, "actuator:shoulder/torque-speed-limit.stall_torque", 7);
      assertFound(found, "actuator:shoulder/torque-speed-limit.no_load_speed", 6);
      assertFound(found, "actuator:elbow/torque-speed-limit.stall_torque", 1.8);
      assertFound(found, "actuator:elbow/torque-speed-limit.no_load_speed", 8);
      truth().forEach((path, value) -> assertFound(found, path, value));
    }
  }

  /** Motors behind a supply; the elbow's is too high to be reached. */
  @Test
  void aVoltageLimitThatIsReachedIsFound() {
    try (RobotModel model = ReplayRig.model(ReplayRig.ARM.formatted(ReplayRig.MOTORS))) {
      Map<String, Double> motor = Map.of("torque_constant", 1.0, "resistance", 2.0);
      List<ChainStage> chain =
          List.of(
              new ChainStage(
                  "servo",
                  Map.of(
                      "shoulder", Map.of("stiffness", 120.0), "elbow", Map.of("stiffness", 60.0))),
              new ChainStage("dc-motor", Map.of("shoulder", motor, "elbow", motor)));
      RobotSetup.Builder robot =
          RobotSetup.builder(model).chain(chain).hold(voltageLimit("shoulder"), 10);
      truth().forEach(robot::hold);
      ForwardOptions.Builder options =
          options(Part.SATURATION).families(List.of(ActuatorFamily.named("voltage")));
      for (ChainStage stage : chain) {
        stage
            .actuators()
            .forEach(
                (name, values) ->
                    values.forEach(
                        (number, value) ->
                            options.hold(
                                "actuator:%s/%s.%s".formatted(name, stage.stage(), number),
                                value)));
      }
      ForwardResult result = identify(model, logs(robot.build()), options);
      Map<String, IdentifiedParameter> found = byPath(result);
      assertFound(found, voltageLimit("shoulder"), 10);
      truth().forEach((path, value) -> assertFound(found, path, value));
      IdentifiedParameter elbow = found.get(voltageLimit("elbow"));
      assertEquals(Status.FROZEN, elbow.status(), elbow.toString());
      assertEquals("voltage", result.file().family());
    }
  }

  private static String voltageLimit(String joint) {
    return "actuator:%s/dc-motor.voltage_limit".formatted(joint);
  }
}
