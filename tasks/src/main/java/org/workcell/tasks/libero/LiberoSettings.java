package org.workcell.tasks.libero;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim.image.ImageOrientation;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;

/**
 * How a task of the suite is to behave.
 *
 * @param compat whether upstream's behaviour is asked for, faults included
 * @param mode what actions are
 * @param settledStarts whether objects stand on their supports when an episode begins
 * @param bddlWords whether the instruction is the text of the task file, not its name
 * @param convention whose evaluation it is
 * @param settleActions actions before the first observation
 * @param settleGripper the gripper's number in them; the others are 0
 * @param imageOrientation how images lie in memory
 */
record LiberoSettings(
    boolean compat,
    ControlMode mode,
    boolean settledStarts,
    boolean bddlWords,
    EvaluationConvention convention,
    int settleActions,
    double settleGripper,
    ImageOrientation imageOrientation) {

  private static final int MOST_SETTLE_ACTIONS = 1000;

  private static final TaskSetting CONTROLLER =
      new TaskSetting(
          "controller",
          ControlMode.labels(),
          "what actions are: displacements of the hand in world axes or its own, or of joints");
  private static final TaskSetting STARTS =
      new TaskSetting(
          "starts",
          List.of("profile", "settled", "stored"),
          "settled: objects are lowered onto their supports; stored: as LIBERO's files have them;"
              + " profile: settled in strict, stored in compat");
  private static final TaskSetting LANGUAGE =
      new TaskSetting(
          "language",
          List.of("file", "bddl"),
          "the instruction: words of the task file's name, or of its text");
  private static final TaskSetting CONVENTION =
      new TaskSetting(
          "convention",
          EvaluationConvention.labels(),
          "whose evaluation: sets settle_actions, settle_gripper, image_orientation, horizon");
  private static final TaskSetting SETTLE_ACTIONS =
      TaskSetting.number(
          "settle_actions",
          0,
          MOST_SETTLE_ACTIONS,
          0,
          "actions before the first observation, rounded down; not counted as steps");
  private static final TaskSetting SETTLE_GRIPPER =
      TaskSetting.number(
          "settle_gripper", -1, 1, 0, "the gripper in settle actions: -1 opens, 0 stays, 1 closes");
  private static final TaskSetting IMAGE_ORIENTATION =
      new TaskSetting(
          "image_orientation",
          ImageOrientation.labels(),
          "opengl: bottom row first, as robosuite; rotated: those by 180 degrees, as VLA code");

  /** What every task of the suite offers. */
  static final List<TaskSetting> OFFERED =
      List.of(
          CONTROLLER,
          STARTS,
          LANGUAGE,
          CONVENTION,
          SETTLE_ACTIONS,
          SETTLE_GRIPPER,
          IMAGE_ORIENTATION);

  /** Completes the settings that a convention implies and that are not chosen themselves. */
  static Map<String, String> withoutAliases(Map<String, String> chosen) {
    String name = chosen.get(CONVENTION.name());
    if (name == null || !CONVENTION.accepts(name)) {
      return chosen;
    }
    EvaluationConvention convention = EvaluationConvention.ofLabel(name);
    Map<String, String> complete = new LinkedHashMap<>(chosen);
    complete.putIfAbsent(SETTLE_ACTIONS.name(), String.valueOf(convention.settleActions()));
    complete.putIfAbsent(SETTLE_GRIPPER.name(), String.valueOf(convention.settleGripper()));
    complete.putIfAbsent(IMAGE_ORIENTATION.name(), convention.imageOrientation().label());
    return complete;
  }

  /** What becomes of a state before an episode begins. */
  String startRule() {
    return settledStarts
        ? "settled: each object is lowered onto its support first"
        : "as stored: objects may begin in the air or inside of others";
  }

  static LiberoSettings of(TaskOptions options) {
    String starts = options.setting(STARTS.name());
    return new LiberoSettings(
        options.compat(),
        ControlMode.ofLabel(options.setting(CONTROLLER.name())),
        starts.equals("settled") || starts.equals("profile") && !options.compat(),
        options.setting(LANGUAGE.name()).equals("bddl"),
        EvaluationConvention.ofLabel(options.setting(CONVENTION.name())),
        (int) Double.parseDouble(options.setting(SETTLE_ACTIONS.name())),
        Double.parseDouble(options.setting(SETTLE_GRIPPER.name())),
        ImageOrientation.ofLabel(options.setting(IMAGE_ORIENTATION.name())));
  }
}
