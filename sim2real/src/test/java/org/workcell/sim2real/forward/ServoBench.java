package org.workcell.sim2real.forward;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.CsvLogFormat;
import org.workcell.datasets.logs.LogClock;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RawLog;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.sim.physics.Model;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.optimize.MultiStart;

/** A servo that swings a load: the public logs of it, its model, and what is unknown of it. */
final class ServoBench {

  /** 0 rad hangs down. Mass, length, gain and supply voltage are constants of each log. */
  static final String MODEL =
      """
      <mujoco model="servo">
        <option timestep="0.002"/>
        <custom>
          <text name="constants" data="body:load/mass = mass; body:load/com_z = -length;
            actuator:servo/servo.stiffness *= kp; actuator:servo/dc-motor.voltage_limit = vin"/>
        </custom>
        <worldbody>
          <body name="arm">
            <joint name="servo" axis="0 1 0" armature="0.005"/>
            <inertial mass="0.1" pos="0 0 -0.05" diaginertia="1e-4 1e-4 1e-5"/>
            <body name="load">
              <inertial mass="0.5" pos="0 0 -0.1" diaginertia="1e-5 1e-5 1e-5"/>
            </body>
          </body>
        </worldbody>
        <actuator><motor name="servo" joint="servo"/></actuator>
      </mujoco>
      """;

  static final String VALIDATION = "xl330_kp200_sin_sin";

  private ServoBench() {}

  static Path folder(Path referenceData) {
    return referenceData.resolve("logs/servo");
  }

  static RobotModel model() {
    return RobotModel.of(
        Model.load("servo.xml", Map.of("servo.xml", MODEL.getBytes(StandardCharsets.UTF_8))));
  }

  /** Logs whose names fit, in the order of their names. */
  static List<RobotLog> logs(Path folder, Predicate<String> wanted) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
    List<RobotLog> logs = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString().replace(".csv", "");
      if (wanted.test(name)) {
        logs.add(read(file, name));
      }
    }
    return logs;
  }

  private static RobotLog read(Path file, String name) throws IOException {
    RawLog raw = new CsvLogFormat().read(file).get(0);
    LogMeta meta =
        new LogMeta(
            name,
            "servo bench",
            List.of("servo"),
            CommandKind.POSITION,
            0,
            LogClock.MEASURED,
            raw.constants(),
            file.getFileName().toString(),
            LogFolder.sha256(file));
    return RobotLog.builder(meta, raw.columns().get("time_s"))
        .with(Quantity.POSITION, raw.columns().get("position_rad"))
        .with(Quantity.COMMAND, raw.columns().get("goal_position_rad"))
        .with(Quantity.ENABLED, raw.columns().get("torque_enable"))
        .build();
  }

  /**
   * What is unknown of any small servo on this bench. With one load all torques and inertias can be
   * larger by the same factor and nothing would move differently, so the lever is held as it is.
   */
  static ForwardOptions.Builder options() {
    return ForwardOptions.builder()
        .families(ActuatorFamily.frictionModels(DriveModel.VOLTAGE))
        .parts(
            EnumSet.of(
                Part.GAINS, Part.ARMATURE, Part.DAMPING, Part.FRICTION, Part.DELAY, Part.OFFSET))
        .bound("actuator:*/servo.stiffness", 0.003, 0.03, 0.3)
        .bound("actuator:*/dc-motor.torque_constant", 0.1, 0.5, 2)
        .bound("actuator:*/dc-motor.resistance", 1, 5, 30)
        .bound("joint:*/armature", 0.0005, 0.005, 0.05)
        .bound("sensor:*/offset", -0.1, 0, 0.1)
        .bound("actuator:*/friction.coulomb_torque", 0, 0.02, 0.1)
        .bound("actuator:*/friction.viscous_coefficient", 0, 0.005, 0.05)
        .bound("actuator:*/friction.stribeck_torque", 0, 0.02, 0.1)
        .bound("actuator:*/friction.stribeck_velocity", 0.01, 2, 10)
        .bound("actuator:*/friction.*_share", 0, 0.15, 0.6)
        .bound("actuator:*/friction.*_share_stribeck", 0, 0.1, 0.6)
        .bound("actuator:*/friction.*_quadratic", 0, 0.2, 5)
        .windows(1.0, 0.5)
        .delays(new DelayGrid(0.02, 0.005, false))
        .multiStart(new MultiStart(40, 8, 12))
        .robustThreshold(Double.POSITIVE_INFINITY);
  }

  static ForwardProblem problem(RobotModel model, List<RobotLog> logs, List<RobotLog> heldOut) {
    return new ForwardProblem(
        model, new ParameterFile.Source("servo.xml", ""), logs, heldOut, List.of());
  }

  /** For people. */
  static String table(ForwardResult result) {
    StringBuilder text = new StringBuilder();
    for (FamilyScore score : result.families()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-12s %2d unknowns  fitted %s",
              score.family().name(),
              score.unknowns(),
              millirad(score.fitted())));
      if (score.heldOut() != null) {
        text.append("  held out ").append(millirad(score.heldOut()));
      }
      text.append('\n');
    }
    text.append("chosen ").append(result.chosen().name()).append('\n');
    result.logErrors().forEach((name, e) -> text.append(name + " " + millirad(e) + '\n'));
    result.weak().forEach(weak -> text.append("not told: " + weak + '\n'));
    result
        .file()
        .parameters()
        .forEach(
            p ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%-55s %10.5g %s %s %s %s%n",
                        p.path(),
                        p.value(),
                        p.ci95(),
                        p.ci95Bootstrap(),
                        p.status(),
                        p.note())));
    return text.toString();
  }

  static String millirad(HorizonErrors errors) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < errors.horizonsSeconds().size(); i++) {
      text.append(String.format(Locale.ROOT, "%7.1f", 1e3 * errors.rms(i)));
    }
    return text.toString();
  }
}
