package org.workcell.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that choose the robot of tasks on any robot; absent ones are null. */
final class RobotArguments {

  @Option(
      names = "--robot",
      paramLabel = "builtin:NAME|FILE",
      description =
          "Robot of the tasks of suite arm: builtin:industrial, builtin:desktop, or a "
              + "model in MJCF or URDF. Same as --set robot=...")
  private String robot;

  @Option(
      names = "--robot-map",
      paramLabel = "FILE",
      description =
          "Robot map of that model (YAML or JSON): tip, home, gripper; see docs/arm.md. "
              + "Same as --set robot_map=...")
  private String map;

  /** The settings that were chosen. */
  Map<String, String> settings() {
    Map<String, String> chosen = new LinkedHashMap<>();
    if (robot != null) {
      chosen.put("robot", robot);
    }
    if (map != null) {
      chosen.put("robot_map", map);
    }
    return chosen;
  }
}
