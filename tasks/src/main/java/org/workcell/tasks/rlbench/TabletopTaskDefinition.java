package org.workcell.tasks.rlbench;

import java.util.List;
import java.util.Optional;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.image.ImageOrientation;
import org.workcell.sim.physics.EngineCalls;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.scene.SceneSource;
import org.workcell.sim.task.Conventions;
import org.workcell.sim.task.MeasuredRate;
import org.workcell.sim.task.SceneRoles;
import org.workcell.sim.task.Task;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskNotes;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;
import org.workcell.sim.task.TaskSpec;
import org.workcell.sim.task.Variation;
import org.workcell.tasks.common.ExpertRates;
import org.workcell.tasks.rlbench.control.ArmMode;
import org.workcell.tasks.rlbench.control.JointModes;
import org.workcell.tasks.rlbench.control.TabletopRobot;
import org.workcell.tasks.rlbench.experts.WaypointExpert;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.TabletopLayout;
import org.workcell.tasks.rlbench.task.TabletopTask;

/** A task of the suite as the registry knows it. Immutable and shared. */
final class TabletopTaskDefinition implements TaskDefinition {

  /** Actions of an episode of LAMP. */
  private static final int LAMP_HORIZON = 150;

  private static final List<String> CAMERAS =
      List.of("front", "left_shoulder", "right_shoulder", "overhead", "wrist");

  private static final ExpertRates EXPERT_RATES = new ExpertRates(TabletopSuite.class);

  private final TabletopTask registered;

  TabletopTaskDefinition(TabletopTask registered) {
    this.registered = registered;
  }

  @Override
  public String id() {
    return "%s/%s-v1".formatted(TabletopSuite.NAME, registered.name());
  }

  @Override
  public List<TaskSetting> settings() {
    return TabletopSettings.offered(registered);
  }

  /** The task as the options say. */
  private TabletopTask task(TaskOptions options) {
    return registered.with(options.settings());
  }

  @Override
  public TaskDefinition inScene(TaskOptions options) {
    TabletopTask chosen = task(options);
    return chosen == registered ? this : new TabletopTaskDefinition(chosen);
  }

  @Override
  public TaskSpec spec(TaskOptions options) {
    TabletopTask task = task(options);
    TabletopSettings settings = TabletopSettings.of(options);
    ArmMode mode = settings.mode();
    double any = Double.POSITIVE_INFINITY;
    return TaskSpec.builder(id())
        .variations(
            task.variations().stream()
                .map(each -> new Variation(each.name(), each.phrasings().get(0)))
                .toList())
        .action(JointModes.action(mode, settings.continuousGripper()))
        .observation(TabletopLayout.blocks(task, mode == ArmMode.LAMP))
        .conventions(conventions(task, settings))
        .infoColumns(TabletopEpisode.INFO_COLUMNS)
        .context(
            BlockSpec.vector(
                "context", DataType.FLOAT64, new Placer(task).contextSize(), -any, any))
        .command(JointModes.command(mode, settings.continuousGripper()))
        .controlPeriodSeconds(TabletopRobot.PERIOD_SECONDS)
        .horizon(horizon(task, mode))
        .cameras(CAMERAS)
        .successRule(task.successRule())
        .build();
  }

  private static int horizon(TabletopTask task, ArmMode mode) {
    if (mode == ArmMode.LAMP) {
      return LAMP_HORIZON;
    }
    return mode.isMacro() ? task.macroHorizon() : task.horizon();
  }

  private static Conventions conventions(TabletopTask task, TabletopSettings settings) {
    ArmMode mode = settings.mode();
    boolean joints = !mode.isMacro();
    String frame = joints ? "joint" : settings.tipFrame() ? "end effector" : "world";
    double open = settings.continuousGripper() ? TabletopRobot.OPEN_METRES : 1;
    return new Conventions(
        joints || mode == ArmMode.LAMP ? "none" : "quaternion",
        "xyzw",
        Optional.of(new Conventions.Gripper(mode.armNumbers(), open, 0)),
        frame,
        mode.isDelta() ? "delta" : mode == ArmMode.JOINT_VELOCITY ? "velocity" : "absolute",
        scale(mode),
        ImageOrientation.UPRIGHT,
        TabletopLayout.describe(task));
  }

  private static String scale(ArmMode mode) {
    return switch (mode) {
      case JOINT_DELTA, JOINT_POSITION -> "1 rad";
      case JOINT_VELOCITY -> "%s rad/s".formatted(JointModes.RADIANS_PER_SECOND);
      case JOINT_TORQUE -> "1 N m";
      case LAMP -> "%s m".formatted(ArmMode.LAMP_METRES);
      default -> "1 m";
    };
  }

  @Override
  public SceneSource scene() {
    return new TabletopScene(
        registered.sceneFile(), registered.additions(), registered.graspable());
  }

  @Override
  public Task newTask(Physics physics, TaskOptions options) {
    return new TabletopEpisode(task(options), TabletopSettings.of(options), physics);
  }

  @Override
  public EngineCalls engineCalls(TaskOptions options) {
    return new EngineCalls(TabletopRobot.SUBSTEPS, false, false, 0, 0);
  }

  @Override
  public Optional<ExpertDefinition> expert(TaskOptions options) {
    TabletopTask task = task(options);
    ArmMode mode = TabletopSettings.of(options).mode();
    if (mode == ArmMode.JOINT_TORQUE) {
      return Optional.empty();
    }
    boolean continuous = TabletopSettings.of(options).continuousGripper();
    boolean tipFrame = TabletopSettings.of(options).tipFrame();
    return Optional.of(
        ExpertDefinition.readingObservations(
            () -> new WaypointExpert(task, mode, continuous, tipFrame)));
  }

  @Override
  public Optional<MeasuredRate> expertRate() {
    return EXPERT_RATES.of(id().substring(id().indexOf('/') + 1));
  }

  @Override
  public Optional<TaskNotes> notes() {
    return Optional.of(TabletopNotes.of(registered));
  }

  @Override
  public SceneRoles roles() {
    List<String> bodies = registered.spots().stream().map(Spot::body).toList();
    return SceneRoles.builder()
        .robot(
            TabletopRobot.BASE, "hand", bodies.stream().map(TabletopTaskDefinition::quote).toList())
        .table("table")
        .wall("walls")
        .floor("floor")
        .contextHoldsPositions(false)
        .workspace(
            new SceneRoles.TableArea(
                new SceneRoles.Interval(0.05, 0.46), new SceneRoles.Interval(-0.36, 0.36), 0.752))
        .build();
  }

  private static String quote(String name) {
    return java.util.regex.Pattern.quote(name);
  }
}
