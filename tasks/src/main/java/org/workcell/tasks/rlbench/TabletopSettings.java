package org.workcell.tasks.rlbench;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;
import org.workcell.tasks.rlbench.control.ArmMode;
import org.workcell.tasks.rlbench.control.MacroOptions;
import org.workcell.tasks.rlbench.task.TabletopTask;

/**
 * How a task of the suite is to behave.
 *
 * @param mode what actions are
 * @param tipFrame whether changes of a pose are given in the tip's axes
 * @param continuousGripper whether the gripper's number is metres, not open or closed
 * @param checksCollisions whether planned paths keep clear of the scene
 * @param invalid what becomes of an episode with an action that cannot be carried out
 * @param attaches whether grasped things are attached to the hand
 * @param phrasing {@code first}, {@code random}, or a style of the task's prompts
 * @param shaped whether the reward is the task's dense one
 */
record TabletopSettings(
    ArmMode mode,
    boolean tipFrame,
    boolean continuousGripper,
    boolean checksCollisions,
    Invalid invalid,
    boolean attaches,
    String phrasing,
    boolean shaped) {

  /** What becomes of an episode with an action that cannot be carried out. */
  enum Invalid {
    /** It goes on with the observation and the reward before (LAMP). */
    STAY,
    /** It ends with reward 0 (PerAct). */
    TERMINATE,
    /** It ends with reward -0.05 (LAMP's option). */
    PENALTY;

    /** Reward of an episode that ends with a penalty. */
    static final double PENALTY_REWARD = -0.05;

    private String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    private static Invalid ofLabel(String label) {
      return List.of(values()).stream()
          .filter(each -> each.label().equals(label))
          .findFirst()
          .orElseThrow();
    }
  }

  private static final String ON = "on";

  private static final TaskSetting MODE =
      new TaskSetting(
          "action_mode",
          ArmMode.labels(),
          "what actions are; ee_* and lamp take as many control steps as a motion needs");
  private static final TaskSetting FRAME =
      new TaskSetting("frame", List.of("world", "tip"), "axes of changes of the tip's pose");
  private static final TaskSetting GRIPPER =
      new TaskSetting(
          "gripper",
          List.of("discrete", "continuous"),
          "the gripper's number: above 0.5 opens, else closes; or metres of each finger");
  private static final TaskSetting COLLISIONS =
      new TaskSetting(
          "collision_checking", List.of("off", ON), "whether planned paths avoid the scene");
  private static final TaskSetting INVALID =
      new TaskSetting(
          "invalid_action",
          List.of(Invalid.values()).stream().map(Invalid::label).toList(),
          "an action that cannot be carried out: nothing happens; the episode ends with reward 0;"
              + " it ends with -0.05");
  private static final TaskSetting GRASP =
      new TaskSetting(
          "grasp",
          List.of("friction", "attach"),
          "what holds a grasped thing: friction, or a weld from closing to opening");
  private static final TaskSetting SHAPED =
      new TaskSetting("shaped", List.of("off", ON), "whether the reward is the task's dense one");

  private static final String PHRASING = "phrasing";

  /** The first instruction of the variation. */
  static final String FIRST = "first";

  /** One of the variation's instructions. */
  static final String RANDOM = "random";

  /** What a task of the suite offers. */
  static List<TaskSetting> offered(TabletopTask task) {
    List<TaskSetting> all =
        new ArrayList<>(List.of(MODE, FRAME, GRIPPER, COLLISIONS, INVALID, GRASP));
    List<String> styles = new ArrayList<>(List.of(FIRST, RANDOM));
    styles.addAll(task.promptStyles());
    all.add(new TaskSetting(PHRASING, styles, "which instruction is given"));
    if (task.hasShapedReward()) {
      all.add(SHAPED);
    }
    all.addAll(task.ownSettings());
    return List.copyOf(all);
  }

  static TabletopSettings of(TaskOptions options) {
    return new TabletopSettings(
        ArmMode.ofLabel(options.setting(MODE.name())),
        options.setting(FRAME.name()).equals("tip"),
        options.setting(GRIPPER.name()).equals("continuous"),
        options.setting(COLLISIONS.name()).equals(ON),
        Invalid.ofLabel(options.setting(INVALID.name())),
        options.setting(GRASP.name()).equals("attach"),
        options.setting(PHRASING),
        ON.equals(options.settings().get(SHAPED.name())));
  }

  MacroOptions macro() {
    return new MacroOptions(mode, tipFrame, checksCollisions, continuousGripper);
  }
}
