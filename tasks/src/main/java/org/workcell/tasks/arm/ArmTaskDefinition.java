package org.workcell.tasks.arm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.physics.EngineCalls;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.scene.SceneSource;
import org.workcell.sim.task.Conventions;
import org.workcell.sim.task.GoalMarkers;
import org.workcell.sim.task.MeasuredRate;
import org.workcell.sim.task.SceneRoles;
import org.workcell.sim.task.Stages;
import org.workcell.sim.task.Task;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskNotes;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;
import org.workcell.sim.task.TaskSpec;
import org.workcell.tasks.arm.robot.ArmRobot;
import org.workcell.tasks.arm.robot.ArmRobots;
import org.workcell.tasks.common.Box;
import org.workcell.tasks.common.ExpertRates;

/** A task of the suite as the registry knows it, or on a robot of a user. Immutable and shared. */
final class ArmTaskDefinition implements TaskDefinition {

  private static final ExpertRates EXPERT_RATES = new ExpertRates(ArmSuite.class);

  private static final double ANY = Double.POSITIVE_INFINITY;

  private final ArmTaskKind kind;
  private final List<String> robots;
  private final Optional<ArmSettings> chosen;

  /** On the first of our own robots, unless another is chosen. */
  ArmTaskDefinition(ArmTaskKind kind) {
    this(kind, ArmRobots.builtin());
  }

  /**
   * On our own robots.
   *
   * @param robots that which is the default first
   */
  ArmTaskDefinition(ArmTaskKind kind, List<String> robots) {
    this(kind, robots, Optional.empty());
  }

  private ArmTaskDefinition(ArmTaskKind kind, List<String> robots, Optional<ArmSettings> chosen) {
    this.kind = kind;
    this.robots = List.copyOf(robots);
    this.chosen = chosen;
  }

  private ArmRobot robot() {
    return chosen
        .map(ArmSettings::robot)
        .orElseGet(() -> ArmRobots.of(robots.get(0), ArmRobots.NO_MAP));
  }

  @Override
  public String id() {
    return ArmSuite.id(kind);
  }

  @Override
  public List<TaskSetting> settings() {
    return ArmSettings.offered(kind, robots);
  }

  @Override
  public TaskDefinition inScene(TaskOptions options) {
    return new ArmTaskDefinition(kind, robots, Optional.of(ArmSettings.of(options)));
  }

  @Override
  public TaskSpec spec(TaskOptions options) {
    ArmSettings settings = ArmSettings.of(options);
    List<BlockSpec> observation = observation(settings);
    List<String> names = observation.stream().map(BlockSpec::name).toList();
    Box contexts = contexts(settings.robot());
    return TaskSpec.builder(id())
        .instruction(kind.instruction())
        .action(ArmController.factory(settings).actionSpace("action", DataType.FLOAT64))
        .observation(observation)
        .conventions(conventions(settings, names))
        .stages(Stages.inOrder(kind.stage()))
        .infoColumns(infoColumns())
        .context(BlockSpec.vector("context", DataType.FLOAT64, contexts.low(), contexts.high()))
        .command(ArmController.factory(settings).commandSpec())
        .controlPeriodSeconds(settings.periodSeconds())
        .horizon(kind.seconds() * settings.controlHz())
        .cameras(ArmScene.CAMERAS)
        .successRule(successRule(settings))
        .build();
  }

  private List<BlockSpec> observation(ArmSettings settings) {
    int joints = settings.robot().jointCount();
    List<BlockSpec> blocks = new ArrayList<>();
    blocks.add(block("joint_positions", joints));
    blocks.add(block("joint_velocities", joints));
    blocks.add(block("command", joints + (settings.robot().gripper().isPresent() ? 1 : 0)));
    blocks.add(block("tip_pose", 7));
    if (kind == ArmTaskKind.TRACK) {
      int width = settings.byTip() ? 3 : joints;
      blocks.add(
          new BlockSpec(
              "reference",
              DataType.FLOAT64,
              List.of(TrackTask.AHEAD, width),
              new double[] {-ANY},
              new double[] {ANY}));
    } else {
      blocks.add(block("goal", 3));
    }
    if (kind == ArmTaskKind.PUSH) {
      blocks.add(block("object_pose", 7));
    }
    return blocks;
  }

  private static BlockSpec block(String name, int size) {
    return BlockSpec.vector(name, DataType.FLOAT64, size, -ANY, ANY);
  }

  private static Conventions conventions(ArmSettings settings, List<String> blocks) {
    String scale =
        settings.absolute()
            ? "half of the joint's range"
            : "%s rad or m".formatted(settings.unitsPerAction());
    Conventions conventions =
        Conventions.of(
            "joint",
            settings.absolute() ? "absolute" : "delta",
            scale,
            String.join(", ", blocks) + "; poses are position, then quatWxyz");
    return settings.robot().gripper().isPresent()
        ? conventions.withGripper(settings.robot().jointCount(), -1, 1)
        : conventions;
  }

  private List<String> infoColumns() {
    return kind == ArmTaskKind.TRACK ? List.of("error", "mean_error") : List.of("distance");
  }

  private Box contexts(ArmRobot robot) {
    return switch (kind) {
      case TRACK -> Reference.ranges(robot);
      case REACH -> ReachTask.ranges(robot);
      case PUSH -> PushTask.ranges(robot);
    };
  }

  private String successRule(ArmSettings settings) {
    Sizes sizes = Sizes.of(settings.robot());
    return switch (kind) {
      case TRACK ->
          settings.byTip()
              ? "after %d s, the tip's mean distance from the reference is less than %.4f m"
                  .formatted(kind.seconds(), sizes.trackTolerance())
              : "after %d s, the root mean square of the joints' errors is less than %s rad (slides: m) on average"
                  .formatted(kind.seconds(), TrackTask.JOINT_TOLERANCE);
      case REACH -> "the tip is less than %.4f m from the goal".formatted(sizes.reachTolerance());
      case PUSH ->
          "the puck's middle is less than %.4f m from the goal".formatted(sizes.pushTolerance());
    };
  }

  @Override
  public SceneSource scene() {
    ArmRobot robot = robot();
    double timestepSeconds =
        chosen.map(ArmSettings::timestepSeconds).orElse(robot.timestepSeconds());
    return new ArmScene(kind, robot, timestepSeconds);
  }

  @Override
  public Task newTask(Physics physics, TaskOptions options) {
    ArmSettings settings = ArmSettings.of(options);
    return switch (kind) {
      case TRACK -> new TrackTask(settings, physics);
      case REACH -> new ReachTask(settings, physics);
      case PUSH -> new PushTask(settings, physics);
    };
  }

  @Override
  public EngineCalls engineCalls(TaskOptions options) {
    return new EngineCalls(ArmSettings.of(options).substeps(), false, false, 0, 0);
  }

  @Override
  public Optional<ExpertDefinition> expert(TaskOptions options) {
    return Optional.of(ArmExperts.of(kind, ArmSettings.of(options)));
  }

  @Override
  public SceneRoles roles() {
    ArmRobot robot = robot();
    Sizes sizes = Sizes.of(robot);
    double[] root = robot.stand().position();
    double near = 0.3 * sizes.reach();
    double far = 0.75 * sizes.reach();
    double wide = 0.4 * sizes.reach();
    boolean push = kind == ArmTaskKind.PUSH;
    SceneRoles.Builder roles =
        SceneRoles.builder()
            .robot(
                ArmRobot.PREFIX + robot.base(),
                robot.tip().body(),
                push ? List.of(ArmScene.PUCK) : List.of())
            .table(ArmScene.TABLE)
            .floor("floor")
            .wall("(?!)")
            .contextHoldsPositions(false)
            .room(room(sizes))
            .workspace(
                new SceneRoles.TableArea(
                    new SceneRoles.Interval(root[0] + near, root[0] + far),
                    new SceneRoles.Interval(root[1] - wide, root[1] + wide),
                    0));
    return roles.subject(push ? ArmScene.PUCK : "(?!)", "(?!)").build();
  }

  private static SceneRoles.Room room(Sizes sizes) {
    double half = Math.max(2.5, 2.6 * sizes.reach());
    SceneRoles.Interval side = new SceneRoles.Interval(-half, half);
    return new SceneRoles.Room(side, side, new SceneRoles.Interval(-0.75, half));
  }

  @Override
  public Optional<GoalMarkers> goalMarkers() {
    return Optional.of(GoalMarkers.of(ArmScene.GOAL));
  }

  @Override
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("robots", robots);
    return facts;
  }

  @Override
  public Optional<TaskNotes> notes() {
    return ArmNotes.of(kind);
  }

  @Override
  public Optional<MeasuredRate> expertRate() {
    return EXPERT_RATES.of(kind.task());
  }
}
