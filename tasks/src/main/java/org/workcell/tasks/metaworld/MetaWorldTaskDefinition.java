package org.workcell.tasks.metaworld;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.physics.EngineCalls;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.policy.Expert;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.scene.SceneFiles;
import org.workcell.sim.task.Conventions;
import org.workcell.sim.task.GoalMarkers;
import org.workcell.sim.task.MeasuredRate;
import org.workcell.sim.task.SceneRoles;
import org.workcell.sim.task.Task;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskNotes;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;
import org.workcell.sim.task.TaskSpec;
import org.workcell.tasks.common.ExpertRates;
import org.workcell.tasks.common.NotesTable;
import org.workcell.tasks.common.SceneRolesTable;

/**
 * A task of the suite as the registry knows it.
 *
 * @param config the task's fixed facts
 * @param maker makes the task
 * @param newExpert makes its expert, which needs a visible goal
 */
record MetaWorldTaskDefinition(TaskConfig<?> config, Maker maker, Supplier<Expert> newExpert)
    implements TaskDefinition {

  private static final double TIMESTEP_SECONDS = 0.0025;
  private static final int HORIZON = 500;
  private static final String LEGACY_RULE =
      "as upstream's reward version v1 judges, which may differ; by version v2: ";
  private static final List<String> CAMERAS =
      List.of("topview", "corner", "corner2", "corner3", "corner4", "behindGripper", "gripperPOV");

  private static final Conventions CONVENTIONS =
      Conventions.of(
              "world",
              "delta",
              "0.01 m of the hand's target per control period",
              "current frame (18), previous frame (18), goal (3, m); a frame is hand position (3,"
                  + " m), gripper opening (1, normalized), two objects of position (3, m) and"
                  + " quaternion (4)")
          .withGripper(3, -1, 1);

  private static final SceneRolesTable ROLES =
      SceneRolesTable.read(MetaWorldTaskDefinition.class, "scene-roles.json");

  private static final ExpertRates EXPERT_RATES = new ExpertRates(MetaWorldSuite.class);
  private static final NotesTable NOTES = new NotesTable(MetaWorldSuite.class, "task-notes.json");

  /** A task's constructor. */
  @FunctionalInterface
  interface Maker {

    /** Makes a task for one environment. */
    Task make(Physics physics, MetaWorldSettings settings);
  }

  @Override
  public String id() {
    return MetaWorldSuite.NAME + "/" + config.name();
  }

  @Override
  public List<TaskSetting> settings() {
    return MetaWorldSettings.offered(config.rewards());
  }

  @Override
  public TaskSpec spec(TaskOptions options) {
    MetaWorldSettings settings = MetaWorldSettings.of(options);
    return TaskSpec.builder(id())
        .instruction(config.instruction())
        .action(BlockSpec.vector("action", settings.actionType(), 4, -1, 1))
        .observation(ObservationHistory.spec(config.goals(), settings.goalVisible()))
        .conventions(CONVENTIONS)
        .stages(TaskStages.of(config.name()).stages())
        .infoColumns(RewardOutcome.INFO_COLUMNS)
        .context(
            BlockSpec.vector(
                "context", DataType.FLOAT64, config.contexts().low(), config.contexts().high()))
        .command(MocapHandController.command())
        .controlPeriodSeconds(TIMESTEP_SECONDS * MocapHandController.SUBSTEPS)
        .horizon(HORIZON)
        .cameras(CAMERAS)
        .successRule(settings.legacyReward() ? LEGACY_RULE + config.success() : config.success())
        .build();
  }

  @Override
  public SceneFiles scene() {
    return config.scene();
  }

  @Override
  public Task newTask(Physics physics, TaskOptions options) {
    return maker.make(physics, MetaWorldSettings.of(options));
  }

  /**
   * Upstream's {@code step} and, in compat, the 250 physics steps by which the hand settles in each
   * of the two runs of a reset. A strict reset restores the settled state instead.
   */
  @Override
  public EngineCalls engineCalls(TaskOptions options) {
    int settling = MetaWorldTask.SETTLE_PERIODS * MocapHandController.SUBSTEPS;
    int runs = MetaWorldSettings.of(options).compat() ? 2 : 0;
    return new EngineCalls(MocapHandController.SUBSTEPS, true, true, runs, settling);
  }

  @Override
  public Optional<ExpertDefinition> expert(TaskOptions options) {
    return Optional.of(ExpertDefinition.readingObservations(newExpert));
  }

  @Override
  public SceneRoles roles() {
    return ROLES.of(config.name());
  }

  /** A scene of several tasks has markers of all of them. */
  @Override
  public Optional<GoalMarkers> goalMarkers() {
    Set<String> others = new HashSet<>(MetaWorldSuite.marks());
    others.removeAll(config.marks());
    return Optional.of(new GoalMarkers(config.goalMarks(), others, MetaWorldSettings.HIDDEN_GOAL));
  }

  @Override
  public Optional<TaskNotes> notes() {
    return NOTES.of(config.name());
  }

  @Override
  public Optional<MeasuredRate> expertRate() {
    return EXPERT_RATES.of(config.name());
  }
}
