package org.workcell.sim2real.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.Physics;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.model.RobotSimulation;

/** What an exported model says, and that it moves like the parameters. */
class MjcfExportTest {

  private static final String ARM =
      """
      <?xml version="1.0"?>
      <!-- A robot of <two> joints -->
      <mujoco model="arm">
        <compiler angle="radian" meshdir="parts"/>
        <option timestep="0.002"/>
        <default><joint damping="0.1"/><default class="stiff"><position kp="40"/></default></default>
        <asset><mesh name="wedge" file="wedge.obj"/></asset>
        <include file="floor.xml"/>
        <worldbody>
          <!-- the arm -->
          <body name="upper" pos="0 0 1"><joint name='shoulder' axis="0 1 0" armature="0.01"/>
            <geom name="bone" type="capsule" fromto="0 0 0 .3 0 0" size=".02" mass="1"/>
            <body name="fore" pos=".3 0 0">
              <inertial pos="0.1 0 0" mass="0.4" fullinertia="0.003 0.004 0.005 0.0001 0 0"/>
              <joint name="elbow" axis="0 1 0" armature="0.004"/>
              <geom name="tip" size=".03" pos=".2 0 0"/>
              <geom type="mesh" mesh="wedge" contype="0" conaffinity="0"/>
            </body>
          </body>
        </worldbody>
        <actuator>
          <position name="shoulder" joint="shoulder" kp="40" ctrlrange="-1 1" forcerange="-30 30"/>
          <position name="elbow" joint="elbow" class="stiff"/>
        </actuator>
      </mujoco>
      """;

  private static final String FLOOR =
      """
      <mujocoinclude><worldbody>
        <geom name="floor" type="plane" size="2 2 .1"/>
      </worldbody></mujocoinclude>
      """;

  private static final String WEDGE =
      "v 0 0 0\nv .1 0 0\nv 0 .1 0\nv 0 0 .1\nf 1 3 2\nf 1 2 4\nf 1 4 3\nf 2 3 4\n";

  @TempDir Path folder;
  private Path model;

  @BeforeEach
  void writeModel() throws IOException {
    Path robot = Files.createDirectories(folder.resolve("robot/parts")).getParent();
    Files.writeString(robot.resolve("parts/wedge.obj"), WEDGE);
    Files.writeString(robot.resolve("floor.xml"), FLOOR);
    model = Files.writeString(robot.resolve("arm.xml"), ARM);
  }

  private static IdentifiedParameter found(String path, double value) {
    return new IdentifiedParameter(
        path,
        "",
        value,
        Double.NaN,
        0,
        Double.POSITIVE_INFINITY,
        null,
        null,
        IdentifiedParameter.Status.FITTED,
        "");
  }

  private static ParameterFile file(List<IdentifiedParameter> parameters, ChainStage... chain) {
    return new ParameterFile(
        ParameterFile.FORMAT,
        "",
        "",
        "forward",
        "M1",
        null,
        List.of(),
        parameters,
        List.of(chain),
        Map.of());
  }

  private static ParameterFile constants() {
    return file(
        List.of(
            found("body:upper/mass", 1.3),
            found("body:fore/mass", 0.55),
            found("body:fore/com_x", 0.13),
            found("body:fore/inertia_yy", 0.006),
            found("joint:shoulder/damping", 0.37),
            found("joint:shoulder/frictionloss", 0.21),
            found("joint:elbow/armature", 0.0123456789),
            found("geom:tip/friction", 0.4),
            found("actuator:shoulder/kp", 33.3),
            found("actuator:shoulder/force_limit", 12.0),
            found("actuator:elbow/kv", 0.7),
            found("sensor:elbow/offset", 0.01)));
  }

  private static List<double[]> motion(Physics physics) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      physics.ctrl().set(0, 0.8 * Math.sin(0.02 * i));
      physics.ctrl().set(1, 0.9 * Math.cos(0.03 * i));
      physics.step(1);
      rows.add(physics.qpos().toArray());
    }
    return rows;
  }

  /** Largest difference of positions between the model with the parameters and the new one. */
  private double difference(ParameterFile parameters, Path exported) {
    try (RobotModel robot = RobotModel.load(model);
        RobotSimulation simulation =
            RobotSetup.builder(robot).parameterFile(parameters).build().newSimulation();
        RobotModel other = RobotModel.load(exported);
        RobotSimulation alone = RobotSetup.builder(other).build().newSimulation()) {
      simulation.apply(new double[0], Map.of(), "test");
      simulation.start();
      alone.apply(new double[0], Map.of(), "test");
      alone.start();
      List<double[]> wanted = motion(simulation.physics());
      List<double[]> is = motion(alone.physics());
      double largest = 0;
      for (int row = 0; row < wanted.size(); row++) {
        for (int i = 0; i < 2; i++) {
          largest = Math.max(largest, Math.abs(wanted.get(row)[i] - is.get(row)[i]));
        }
      }
      return largest;
    }
  }

  @Test
  void constantsAreSaidAndMoveTheSame() throws IOException {
    Path out = model.resolveSibling("arm.identified.xml");
    MjcfExport.Result result = MjcfExport.write(model, constants(), "p.json", out);
    assertEquals(11, result.written().size());
    assertEquals("sensor:elbow/offset", result.left().get(0).path());
    double difference = difference(constants(), out);
    System.out.printf("exported constants differ by %.1e rad after 1 s%n", difference);
    assertTrue(difference < 1e-12, "differs by " + difference);
    String text = Files.readString(out);
    assertTrue(text.contains("<!-- A robot of <two> joints -->"), "comments stay");
    assertTrue(text.contains("<include file=\"floor.xml\"/>"), "includes stay");
    assertTrue(text.contains("<joint damping=\"0.37\"") || text.contains("frictionloss"), text);
    assertTrue(text.contains("sensor:elbow/offset = 0.01"), "the rest is named");
    String comment = text.substring(text.indexOf("<!-- Identified"), text.indexOf("  -->\n"));
    assertFalse(comment.substring(4).contains("--"), comment);
  }

  @Test
  void aServoOfTheChainBecomesThatOfTheModel() throws IOException {
    ParameterFile parameters =
        file(
            List.of(found("joint:elbow/damping", 0.2)),
            new ChainStage(
                "servo",
                Map.of(
                    "shoulder", Map.of("stiffness", 25.0, "damping", 0.5, "output_limit", 9.0),
                    "elbow", Map.of("stiffness", 12.0))));
    Path out = model.resolveSibling("servo.xml");
    MjcfExport.Result result = MjcfExport.write(model, parameters, "p.json", out);
    assertTrue(result.left().isEmpty(), result.left().toString());
    assertEquals(25.0, result.written().get("actuator:shoulder/servo.stiffness"));
    assertTrue(difference(parameters, out) < 1e-12, "differs by " + difference(parameters, out));
  }

  /** The first control is 0, with which the engine's delay begins. */
  @Test
  void aDelayBecomesThatOfTheEngine() throws IOException {
    for (double seconds : new double[] {0.02, 0.0137}) {
      ParameterFile parameters =
          file(
              List.of(),
              new ChainStage("delay", Map.of("shoulder", Map.of("delay_seconds", seconds))),
              new ChainStage("servo", Map.of("shoulder", Map.of("stiffness", 20.0))));
      Path out = model.resolveSibling("delay" + seconds + ".xml");
      MjcfExport.Result result = MjcfExport.write(model, parameters, "p.json", out);
      assertTrue(result.left().isEmpty(), result.left().toString());
      assertTrue(result.note().contains("controls of 0"));
      assertTrue(difference(parameters, out) < 1e-12, "differs by " + difference(parameters, out));
    }
  }

  @Test
  void whatMjcfCannotSayIsNamed() throws IOException {
    ParameterFile parameters =
        file(
            List.of(),
            new ChainStage("delay", Map.of("elbow", Map.of("delay_seconds", 0.02))),
            new ChainStage("backlash", Map.of("elbow", Map.of("gap", 0.02))),
            new ChainStage(
                "servo", Map.of("elbow", Map.of("stiffness", 12.0, "integral_gain", 3.0))),
            new ChainStage("friction", Map.of("elbow", Map.of("stribeck_torque", 0.2))));
    Path out = model.resolveSibling("chain.xml");
    List<MjcfExport.Left> left = MjcfExport.write(model, parameters, "p.json", out).left();
    assertEquals(
        List.of(
            "actuator:elbow/backlash.gap",
            "actuator:elbow/servo.stiffness",
            "actuator:elbow/servo.integral_gain",
            "actuator:elbow/friction.stribeck_torque"),
        left.stream().map(MjcfExport.Left::path).toList());
    assertTrue(left.get(1).reason().contains("it integrates"), left.toString());
    String text = Files.readString(out);
    left.forEach(each -> assertTrue(text.contains(each.path()), each.path()));
  }

  @Test
  void includedFilesAreOpenedWhereTheyChange() throws IOException {
    ParameterFile parameters = file(List.of(found("geom:floor/friction", 0.3)));
    Path out = model.resolveSibling("floor.identified.xml");
    MjcfExport.write(model, parameters, "p.json", out);
    String text = Files.readString(out);
    assertFalse(text.contains("<include"), text);
    assertTrue(text.contains("<!-- the arm -->"), text);
    assertTrue(difference(parameters, out) < 1e-12);
    assertEquals(FLOOR, Files.readString(model.resolveSibling("floor.xml")));
  }

  @Test
  void anotherFolderFindsTheFiles() throws IOException {
    Path out = Files.createDirectories(folder.resolve("other/place")).resolve("arm.xml");
    MjcfExport.write(model, constants(), "p.json", out);
    assertTrue(difference(constants(), out) < 1e-12);
    assertTrue(Files.readString(out).contains("meshdir=\"../../robot/parts\""));
  }

  @Test
  void whatCannotBeIsRefused() throws IOException {
    Path out = model.resolveSibling("new.xml");
    assertMessage("exists already", file(List.of()), model);
    assertMessage("does not exist", file(List.of()), folder.resolve("none/a.xml"));
    assertMessage("p.json does not fit", file(List.of(found("joint:wrist/damping", 1))), out);
    assertMessage("mass", file(List.of(found("body:fore/mass", -1))), out);
    Files.writeString(
        model, ARM.replace("angle=\"radian\"", "angle=\"radian\" settotalmass=\"3\""));
    assertMessage("settotalmass", file(List.of(found("body:fore/mass", 0.9))), out);
    assertFalse(Files.exists(out));
    assertFalse(Files.exists(model.resolveSibling("new.xml.new")));
  }

  private void assertMessage(String part, ParameterFile file, Path out) {
    String said =
        assertThrows(BadInputException.class, () -> MjcfExport.write(model, file, "p.json", out))
            .getMessage();
    assertTrue(said.contains(part), said);
  }
}
