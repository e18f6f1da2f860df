package org.workcell.tasks.arm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.SceneContent;
import org.workcell.sim.scene.SceneSource;
import org.workcell.tasks.arm.robot.ArmRobot;

/**
 * The scene of a task: a robot on a table, the puck where the task has one, and the goal's marker.
 * The engine itself attaches the robot, under a prefix, so that no name of it meets one of ours.
 * Everything is in proportion to the arm's reach.
 *
 * @param kind the task
 * @param robot the robot
 * @param timestepSeconds of the physics
 */
record ArmScene(ArmTaskKind kind, ArmRobot robot, double timestepSeconds) implements SceneSource {

  static final List<String> CAMERAS = List.of("front", "side", "top");
  static final String GOAL = "goal";
  static final String PUCK = "puck";
  static final String TABLE = "table";

  private static final String HEAD =
      """
      <mujoco model="arm_%s">
        <compiler angle="radian"/>
        <option timestep="%s" integrator="implicitfast" cone="elliptic" impratio="5"/>
        <statistic center="%s" extent="%s"/>
        <visual>
          <global azimuth="130" elevation="-25" offwidth="1280" offheight="960"/>
          <headlight ambient="0.38 0.38 0.39" diffuse="0.32 0.32 0.32" specular="0.15 0.15 0.15"/>
          <quality shadowsize="4096"/>
          <map shadowclip="3" znear="0.01"/>
        </visual>
        <asset>
          <model name="robot" file="%s"/>
          <texture name="sky" type="skybox" builtin="gradient" rgb1="0.93 0.95 0.97" rgb2="0.66 0.74 0.82" width="64" height="384"/>
          <texture name="tiles" type="2d" builtin="checker" rgb1="0.62 0.64 0.66" rgb2="0.57 0.59 0.61" width="256" height="256"/>
          <material name="floor" texture="tiles" texrepeat="%s %s" texuniform="true" specular="0.1" shininess="0.2"/>
          <material name="table_top" rgba="0.80 0.68 0.52 1" specular="0.15" shininess="0.3"/>
          <material name="table_legs" rgba="0.30 0.32 0.34 1" specular="0.3" shininess="0.4"/>
          <material name="puck" rgba="0.80 0.22 0.20 1" specular="0.4" shininess="0.5"/>
        </asset>
      """;

  private static final String TABLE_AND_LIGHTS =
      """
          <light directional="true" castshadow="true" pos="%1$s %2$s %3$s" dir="-0.45 0.5 -1" diffuse="0.40 0.39 0.37" specular="0.2 0.2 0.2"/>
          <light directional="true" castshadow="false" pos="%2$s %1$s %3$s" dir="0.6 -0.4 -0.6" diffuse="0.16 0.16 0.18" specular="0.1 0.1 0.1"/>
          <geom name="floor" type="plane" size="%4$s %4$s 0.1" pos="0 0 -0.75" material="floor"/>
          <body name="table" pos="%5$s 0 0">
            <geom name="table_top" type="box" size="%6$s %7$s 0.02" pos="0 0 -0.02" material="table_top" friction="0.6 0.005 0.0001"/>
            <geom type="box" size="%8$s %9$s 0.03" pos="0 0 -0.07" material="table_legs" contype="0" conaffinity="0"/>
            <geom type="box" size="%10$s %11$s 0.325" pos="0 0 -0.425" material="table_legs" contype="0" conaffinity="0"/>
          </body>
      """;

  @Override
  public SceneContent read(AssetPack assets) {
    if (!assets.equals(AssetPack.builtin())) {
      throw new ModelException(
          "suite arm has no upstream assets; remove --assets, and choose a robot with --robot");
    }
    String name = "arm_%s.xml".formatted(kind.task());
    byte[] text = text().getBytes(StandardCharsets.UTF_8);
    Map<String, byte[]> files = new HashMap<>(robot.model().files());
    files.put(name, text);
    return new SceneContent(name, files, sha256(text));
  }

  private String sha256(byte[] text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(robot.sha256().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private String text() {
    Sizes sizes = Sizes.of(robot);
    double reach = sizes.reach();
    StringBuilder text = new StringBuilder();
    text.append(
        HEAD.formatted(
            kind.name().toLowerCase(Locale.ROOT),
            timestepSeconds,
            numbers(0.35 * reach, 0, 0.2 * reach),
            number(1.3 * reach),
            robot.model().mainFile(),
            number(1 / reach),
            number(1 / reach)));
    text.append("  <worldbody>\n");
    addTable(text, reach);
    addCameras(text, reach);
    addRobot(text);
    addGoal(text, sizes);
    text.append("  </worldbody>\n");
    if (!robot.model().actuators().isEmpty()) {
      text.append("  <actuator>\n").append(robot.model().actuators()).append("  </actuator>\n");
    }
    return text.append("</mujoco>\n").toString();
  }

  private static void addTable(StringBuilder text, double reach) {
    double depth = 0.72 * reach;
    double width = 0.85 * reach;
    text.append(
        String.format(
            Locale.ROOT,
            TABLE_AND_LIGHTS,
            number(0.8 * reach),
            number(-0.8 * reach),
            number(2 * reach),
            number(Math.max(4, 4 * reach)),
            number(0.3 * reach),
            number(depth),
            number(width),
            number(0.9 * depth),
            number(0.9 * width),
            number(0.82 * depth),
            number(0.82 * width)));
  }

  private static void addCameras(StringBuilder text, double reach) {
    double[] middle = {0.27 * reach, 0, 0.16 * reach};
    text.append(camera("front", new double[] {1.3 * reach, -0.95 * reach, 0.8 * reach}, middle));
    text.append(camera("side", new double[] {0.4 * reach, -1.6 * reach, 0.5 * reach}, middle));
    text.append(
        "    <camera name=\"top\" pos=\"%s\" quat=\"0.70710678 0 0 -0.70710678\" fovy=\"45\"/>\n"
            .formatted(numbers(0.22 * reach, 0, 1.9 * reach)));
  }

  /** Looks from a place at a point, upright. */
  private static String camera(String name, double[] from, double[] to) {
    double[] back = {from[0] - to[0], from[1] - to[1], from[2] - to[2]};
    double flat = Math.hypot(back[0], back[1]);
    double[] right = {-back[1] / flat, back[0] / flat, 0};
    double[] up = {
      back[1] * right[2] - back[2] * right[1],
      back[2] * right[0] - back[0] * right[2],
      back[0] * right[1] - back[1] * right[0]
    };
    return "    <camera name=\"%s\" pos=\"%s\" xyaxes=\"%s %s\" fovy=\"45\"/>\n"
        .formatted(name, numbers(from), numbers(right), numbers(up));
  }

  private void addRobot(StringBuilder text) {
    double yaw = robot.stand().yawRadians();
    text.append(
        "    <frame pos=\"%s\" quat=\"%s 0 0 %s\">\n      <attach model=\"robot\" body=\"%s\" prefix=\"%s\"/>\n    </frame>\n"
            .formatted(
                numbers(robot.stand().position()),
                Math.cos(yaw / 2),
                Math.sin(yaw / 2),
                robot.base(),
                ArmRobot.PREFIX));
  }

  private void addGoal(StringBuilder text, Sizes sizes) {
    boolean push = kind == ArmTaskKind.PUSH;
    if (push) {
      text.append(
          """
              <body name="puck" pos="%s">
                <freejoint name="puck"/>
                <geom name="puck" type="cylinder" size="%s %s" mass="%s" condim="4" friction="0.5 0.01 0.0001" material="puck"/>
              </body>
          """
              .formatted(
                  numbers(0.5 * sizes.reach(), 0, sizes.puckHalfHeight()),
                  sizes.puckRadius(),
                  sizes.puckHalfHeight(),
                  sizes.puckKilograms()));
    }
    String shape =
        push
            ? "type=\"cylinder\" size=\"%s 0.0005\" rgba=\"0.15 0.65 0.25 0.7\""
                .formatted(sizes.puckRadius())
            : "type=\"sphere\" size=\"%s\" rgba=\"0.15 0.75 0.25 0.8\""
                .formatted(0.018 * sizes.reach());
    text.append("    <site name=\"goal\" pos=\"%s\" %s/>\n".formatted("0.5 0 0.001", shape));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }

  private static String numbers(double... values) {
    StringBuilder text = new StringBuilder();
    for (double value : values) {
      text.append(text.isEmpty() ? "" : " ").append(number(value));
    }
    return text.toString();
  }
}
