package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.LogClock;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.IdentifiedParameter.Status;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.parameters.ParameterFiles;

/** {@code workcell sim2real identify} on logs with commands, of the example of a servo. */
class IdentifyForwardTest {

  private static final Path MODEL = Path.of("../examples/sim2real/servo.xml");
  private static final double GAIN = 0.0042;
  private static final double DAMPING = 0.075;

  @TempDir private Path folder;

  @BeforeEach
  void writeLogs() {
    write("slow", 150, 2);
    write("fast", 300, 3);
    write("other", 200, 2.5);
  }

  /** The servo's equation of motion, integrated here, with a load of 0.4 kg at 0.12 m. */
  private void write(String name, double kp, double rate) {
    int rows = 201;
    int steps = 100;
    double[] times = new double[rows];
    double[] positions = new double[rows];
    double[] velocities = new double[rows];
    double[] commands = new double[rows];
    double inertia = 0.005 + 1e-4 + 0.1 * 0.05 * 0.05 + 0.4 * 0.12 * 0.12 + 1e-4;
    double weight = 9.81 * (0.1 * 0.05 + 0.4 * 0.12);
    double angle = 0;
    double speed = 0;
    for (int row = 0; row < rows; row++) {
      times[row] = 0.01 * row;
      positions[row] = angle;
      velocities[row] = speed;
      commands[row] = 0.6 * Math.sin(rate * times[row]) + 0.2 * Math.sin(4 * rate * times[row]);
      for (int step = 0; step < steps; step++) {
        double torque =
            GAIN * kp * (commands[row] - angle) - DAMPING * speed - weight * Math.sin(angle);
        speed += torque / inertia * 0.01 / steps;
        angle += speed * 0.01 / steps;
      }
    }
    LogFolder.write(
        folder.resolve("logs"),
        RobotLog.builder(meta(name, kp), times)
            .with(Quantity.POSITION, positions)
            .with(Quantity.VELOCITY, velocities)
            .with(Quantity.COMMAND, commands)
            .build());
  }

  private static LogMeta meta(String name, double kp) {
    return new LogMeta(
        name,
        "",
        List.of("hinge"),
        CommandKind.POSITION,
        0,
        LogClock.MEASURED,
        Map.of("mass", 0.4, "length", 0.12, "kp", kp, "vin", 7.4),
        name + ".csv",
        "0".repeat(64));
  }

  private Invocation identify(String options) {
    String line =
        "sim2real identify %s --model %s %s"
            .formatted(folder.resolve("logs"), MODEL, options.replace("FOLDER", folder.toString()));
    return Invocation.of((Object[]) line.strip().split(" +"));
  }

  private static final String SHORT =
      " --fit gains,damping --windows 0.5 --horizon 0.25,0.5 --starts 0";

  @Test
  void gainAndDampingAreFoundAndReplayed() throws Exception {
    Path first = folder.resolve("a.json");
    Invocation run = identify("--hold-out other --out FOLDER/a.json --workers 2" + SHORT);
    assertEquals(ExitStatus.OK, run.status(), run.err());
    ParameterFile file = ParameterFiles.read(first);
    assertEquals("forward", file.method());
    assertEquals(GAIN, value(file, "actuator:servo/kp"), 0.02 * GAIN);
    assertEquals(DAMPING, value(file, "joint:hinge/damping"), 0.02 * DAMPING);
    assertTrue(run.out().contains("Errors on other"), run.out());
    assertTrue(run.out().contains("holding still"), run.out());
    assertTrue(run.err().contains("engine: 2 unknowns"), run.err());
    identify("--hold-out other --out FOLDER/b.json --workers 1" + SHORT);
    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(folder.resolve("b.json")));
  }

  @Test
  void limitsOfDrivesAreLookedForUnlessTheyAreLeftOut() {
    Invocation run =
        identify("--windows 0.5 --horizons 0.25 --delays 0.01:0.01 --out FOLDER/a.json");
    assertEquals(ExitStatus.OK, run.status(), run.err());
    assertTrue(run.err().contains("limits of drives: "), run.err());
    Invocation without = identify("--out FOLDER/b.json" + SHORT);
    assertFalse(without.err().contains("limits of drives: "), without.err());
  }

  /** The same model serves families that replace its servo, and what they switch off is told. */
  @Test
  void filesHeldOutChooseAmongFamilies() {
    Invocation run =
        identify(
            "--families engine,voltage-m1 --hold actuator:servo/dc-motor.resistance=5"
                + " --out FOLDER/a.json"
                + SHORT);
    assertEquals(ExitStatus.BAD_INPUT, run.status());
    assertTrue(run.err().contains("no stage dc-motor"), run.err());
    run = identify("--families voltage-m1,engine --out FOLDER/a.json" + SHORT);
    assertEquals(ExitStatus.OK, run.status(), run.err());
    assertTrue(run.out().contains("held out in turn"), run.out());
    ParameterFile file = ParameterFiles.read(folder.resolve("a.json"));
    assertTrue(file.fit().containsKey("family.voltage-m1.cross_validation.rms_position@0.5"));
    if (file.family().startsWith("voltage")) {
      assertEquals(0, value(file, "joint:hinge/damping"));
      assertTrue(
          file.parameters().stream().anyMatch(parameter -> parameter.status() == Status.HELD));
    }
    Invocation replay =
        Invocation.of(
            "sim2real",
            "replay",
            folder.resolve("logs"),
            "--model",
            MODEL,
            "--params",
            folder.resolve("a.json"),
            "--horizons",
            "0.25,0.5");
    assertEquals(ExitStatus.OK, replay.status(), replay.err());
  }

  private static double value(ParameterFile file, String path) {
    return file.parameters().stream()
        .filter(parameter -> parameter.path().equals(path))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--families m7                           | no family 'm7'",
        "--families x*                           | no family has such a name",
        "--fit colour                            | there is no such part; there are gains",
        "--hold joint:hinge/damping              | --hold joint:hinge/damping; expected a path",
        "--hold joint:knee/damping=1             | knee",
        "--bounds joint:*/damping=1:2            | expected three numbers",
        "--bounds joint:*/damping=3:2:1          | expected low < high",
        "--windows 0                             | expected positive times",
        "--windows 60                            | are the logs shorter than a window",
        "--delays 0.1                            | --delays 0.1; expected two numbers",
        "--starts -1                             | --restarts -1; expected 0 or more",
        "--workers 0                             | --workers must be 1 to 1024",
        "--hold-out none                         | no such log",
        "--hold-out slow,fast,other              | no logs to fit",
        "--constants mass                        | does not bind a constant",
        "--method inverse                        | ",
      })
  void badInputIsExplainedInOneLine(String options, String explanation) {
    Invocation run = identify(options + " --out FOLDER/p.json");
    assertEquals(ExitStatus.BAD_INPUT, run.status(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(explanation == null ? "" : explanation), run.err());
    assertTrue(Files.notExists(folder.resolve("p.json")));
  }
}
