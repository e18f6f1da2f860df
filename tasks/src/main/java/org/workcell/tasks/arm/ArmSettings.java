package org.workcell.tasks.arm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;
import org.workcell.tasks.arm.robot.ArmRobot;
import org.workcell.tasks.arm.robot.ArmRobots;

/**
 * How a task of the suite is to behave.
 *
 * @param robot the robot
 * @param absolute whether actions are positions; changes of position otherwise
 * @param controlHz actions in a second
 * @param byTip whether a reference is followed by the tip; by the joints otherwise
 */
record ArmSettings(ArmRobot robot, boolean absolute, int controlHz, boolean byTip) {

  static final String ROBOT = "robot";
  static final String ROBOT_MAP = "robot_map";

  /** Share of a period that rounding may take. */
  private static final double ROUNDING = 1e-9;

  private static final String CONTROL = "control";
  private static final String CONTROL_HZ = "control_hz";
  private static final String REFERENCE = "reference";
  private static final String DELTA = "delta";
  private static final String ABSOLUTE = "absolute";
  private static final String JOINTS = "joints";
  private static final String TIP = "tip";

  private static final TaskSetting MAP_SETTING =
      TaskSetting.file(
          ROBOT_MAP,
          List.of(ArmRobots.NO_MAP),
          "a file in YAML or JSON that names the robot's tip, home posture and gripper, see"
              + " docs/arm.md; ours have their own");
  private static final TaskSetting CONTROL_SETTING =
      new TaskSetting(
          CONTROL,
          List.of(DELTA, ABSOLUTE),
          "what an action changes: delta, the last target of each joint; absolute: from -1 to 1,"
              + " the position itself, from one end of the joint's range to the other");
  private static final TaskSetting HZ_SETTING =
      new TaskSetting(CONTROL_HZ, List.of("25", "20", "30", "50"), "actions in a second");
  private static final TaskSetting REFERENCE_SETTING =
      new TaskSetting(
          REFERENCE, List.of(JOINTS, TIP), "what follows the reference: all joints, or the tip");

  /**
   * What a task offers.
   *
   * @param robots our own robots, that which is the default first
   */
  static List<TaskSetting> offered(ArmTaskKind kind, List<String> robots) {
    List<TaskSetting> settings = new ArrayList<>();
    settings.add(
        TaskSetting.file(
            ROBOT, robots, "the robot: one of ours, or a user's own file in MJCF or URDF"));
    settings.add(MAP_SETTING);
    settings.add(CONTROL_SETTING);
    settings.add(HZ_SETTING);
    if (kind == ArmTaskKind.TRACK) {
      settings.add(REFERENCE_SETTING);
    }
    return List.copyOf(settings);
  }

  static ArmSettings of(TaskOptions options) {
    return new ArmSettings(
        ArmRobots.of(options.setting(ROBOT), options.setting(ROBOT_MAP)),
        options.setting(CONTROL).equals(ABSOLUTE),
        Integer.parseInt(options.setting(CONTROL_HZ)),
        TIP.equals(options.setting(REFERENCE)));
  }

  /** The settings that choose a robot. */
  static Map<String, String> choosing(String robot) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(ROBOT, robot);
    return settings;
  }

  double periodSeconds() {
    return 1.0 / controlHz;
  }

  /** Physics steps in a control period. */
  int substeps() {
    double steps = periodSeconds() / robot.timestepSeconds();
    return isWhole(steps) ? (int) Math.round(steps) : (int) Math.ceil(steps);
  }

  /** The robot's timestep, or a little less where a control period is no multiple of it, s. */
  double timestepSeconds() {
    boolean fits = isWhole(periodSeconds() / robot.timestepSeconds());
    return fits ? robot.timestepSeconds() : periodSeconds() / substeps();
  }

  private static boolean isWhole(double steps) {
    return Math.abs(steps - Math.rint(steps)) < ROUNDING * steps;
  }

  /** How far an action of 1 moves a joint's target, rad or m. */
  double unitsPerAction() {
    return robot.speed() * periodSeconds();
  }
}
