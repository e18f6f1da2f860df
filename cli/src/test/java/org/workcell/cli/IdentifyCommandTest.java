package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.parameters.ParameterFiles;

/** {@code workcell sim2real identify} on a pendulum whose torques follow from a formula. */
class IdentifyCommandTest {

  private static final double MASS = 0.5;
  private static final double LENGTH = 0.2;
  private static final double INERTIA = 2e-4;
  private static final double ARMATURE = 0.004;
  private static final double COULOMB = 0.15;
  private static final double VISCOUS = 0.08;
  private static final double CURRENT_GAIN = 2;

  private static final String MODEL =
      """
      <mujoco model="pendulum">
        <option gravity="0 0 -9.81" timestep="0.002"/>
        <custom><text name="torque_per_current" data="hinge:2"/></custom>
        <worldbody>
          <body name="arm">
            <joint name="hinge" axis="0 1 0"/>
            <inertial pos="0 0 -.2" mass=".5" diaginertia="2e-4 2e-4 2e-4"/>
            <site name="tip" pos="0 0 -.2"/>
          </body>
        </worldbody>
        <actuator><motor name="drive" joint="hinge"/></actuator>
      </mujoco>
      """;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("arm.xml"), MODEL);
    write("first", 1.1);
    write("second", 1.5);
  }

  private void write(String name, double speed) {
    int rows = 600;
    double[] times = new double[rows];
    double[] position = new double[rows];
    double[] velocity = new double[rows];
    double[] current = new double[rows];
    for (int i = 0; i < rows; i++) {
      double t = 0.01 * i;
      times[i] = t;
      position[i] = 0.8 * Math.sin(speed * t) + 0.4 * Math.sin(2.7 * speed * t);
      velocity[i] = speed * (0.8 * Math.cos(speed * t) + 1.08 * Math.cos(2.7 * speed * t));
      double acceleration =
          -speed * speed * (0.8 * Math.sin(speed * t) + 2.916 * Math.sin(2.7 * speed * t));
      current[i] =
          ((INERTIA + MASS * LENGTH * LENGTH + ARMATURE) * acceleration
                  + MASS * 9.81 * LENGTH * Math.sin(position[i])
                  + COULOMB * Math.signum(velocity[i])
                  + VISCOUS * velocity[i])
              / CURRENT_GAIN;
    }
    LogMeta meta =
        new LogMeta(
            name,
            "",
            List.of("hinge"),
            CommandKind.NONE,
            100,
            LogClock.MEASURED,
            Map.of(),
            name + ".csv",
            "0".repeat(64));
    LogFolder.write(
        folder.resolve("logs"),
        RobotLog.builder(meta, times)
            .with(Quantity.POSITION, position)
            .with(Quantity.VELOCITY, velocity)
            .with(Quantity.CURRENT, current)
            .build());
  }

  private Invocation run(String line) {
    return Invocation.of((Object[]) line.replace("DIR", folder.toString()).split(" +"));
  }

  @ParameterizedTest
  @CsvSource({
    "--out DIR, is a folder; name a file",
    "--out DIR/absent/p.json, there is no folder",
    "--out DIR/p.json --report DIR/absent/p.html, there is no folder"
  })
  void outputsAreCheckedBeforeAnythingIsComputed(String options, String words) {
    Invocation refused =
        run("sim2real identify DIR/logs --model DIR/arm.xml --method inverse " + options);
    assertEquals(ExitStatus.BAD_INPUT, refused.status(), refused.err());
    assertTrue(refused.err().contains(words), refused.err());
    assertTrue(Files.notExists(folder.resolve("p.json")));
  }

  private static double value(ParameterFile file, String path) {
    return file.parameters().stream()
        .filter(parameter -> parameter.path().equals(path))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void friction() throws IOException {
    String line =
        "sim2real identify DIR/logs --model DIR/arm.xml --hold-out second --out DIR/p.json --report"
            + " DIR/p.html";
    Invocation run = run(line);
    assertEquals(0, run.status(), run.err());
    ParameterFile file = ParameterFiles.read(folder.resolve("p.json"));
    double viscous = value(file, "actuator:drive/friction.viscous_coefficient");
    assertEquals(VISCOUS, viscous, 0.05 * VISCOUS);
    assertEquals(CURRENT_GAIN, value(file, "actuator:drive/torque_per_current"));
    assertTrue(file.fit().get("held_out.relative_error.mean@second") < 0.03, run.out());
    byte[] page = Files.readAllBytes(folder.resolve("p.html"));
    requirePage(Files.readString(folder.resolve("p.html")));
    byte[] numbers = Files.readAllBytes(folder.resolve("p.json"));
    assertEquals(0, run(line).status());
    assertArrayEquals(numbers, Files.readAllBytes(folder.resolve("p.json")));
    assertArrayEquals(page, Files.readAllBytes(folder.resolve("p.html")));
    Invocation replay = run("sim2real replay DIR/logs --model DIR/arm.xml --params DIR/p.json");
    assertEquals(0, replay.status(), replay.err());
  }

  private static void requirePage(String page) {
    for (String section :
        List.of(
            "What was read",
            "Parameters",
            "Families of models",
            "Errors of replays by horizon",
            "Measured and simulated positions",
            "Measured and predicted current",
            "What is left, over speed",
            "What the data cannot tell",
            "How to use the result")) {
      assertTrue(page.contains("<h2>" + section + "</h2>"), section);
    }
    assertTrue(page.contains("which took no part in the fit"));
    assertTrue(page.replace("<wbr>", "").contains("second.csv"));
    for (String foreign : List.of("http", "<script", "<link", "<img", "NaN", "Infinity")) {
      assertFalse(page.contains(foreign), foreign);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DIR/logs --model DIR/arm.xml --out DIR/p.json --hold-out third | no such log",
        "DIR/logs --model DIR/arm.xml --out DIR/p.json --hold-out first,second | no log is left",
        "DIR/logs --model DIR/none.xml --out DIR/p.json | none.xml",
        "DIR/none --model DIR/arm.xml --out DIR/p.json | none",
        "DIR/logs --model DIR/arm.xml --out DIR/p.json --gains hinge:-1 | NAME:VALUE",
        "DIR/logs --model DIR/arm.xml --out DIR/p.json --payload arm | needs --params",
        "DIR/logs --model DIR/arm.xml --out DIR/no/p.json | there is no folder",
        "DIR/logs --model DIR/arm.xml --out DIR/p.json --report DIR/no/p.html | there is no folder",
      })
  void badInputIsExplainedInOneLine(String words, String explanation) {
    Invocation run = run("sim2real identify " + words);
    assertEquals(ExitStatus.BAD_INPUT, run.status(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(explanation), run.err());
  }
}
