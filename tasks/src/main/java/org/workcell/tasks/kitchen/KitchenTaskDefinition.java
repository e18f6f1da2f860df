package org.workcell.tasks.kitchen;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.physics.EngineCalls;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.policy.Expert;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.scene.SceneFiles;
import org.workcell.sim.task.Conventions;
import org.workcell.sim.task.MeasuredRate;
import org.workcell.sim.task.SceneRoles;
import org.workcell.sim.task.SeedRange;
import org.workcell.sim.task.Stages;
import org.workcell.sim.task.Task;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskNotes;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;
import org.workcell.sim.task.TaskSpec;
import org.workcell.tasks.common.ExpertRates;
import org.workcell.tasks.common.SceneRolesTable;
import org.workcell.tasks.kitchen.experts.KitchenExpert;

/** A task of the suite whose goals are fixed, as the registry knows it. */
class KitchenTaskDefinition implements TaskDefinition {

  private static final ExpertRates EXPERT_RATES = new ExpertRates(KitchenSuite.class);

  private static final double ANY = Double.POSITIVE_INFINITY;

  private static final Conventions CONVENTIONS =
      Conventions.of(
          "joint",
          "velocity",
          "2 rad/s of the arm's joints, 2 m/s of the fingers",
          "positions (30, rad or m), then velocities (29, rad/s or m/s): robot (9), kitchen's"
              + " joints, kettle");

  private static final SceneRolesTable ROLES =
      SceneRolesTable.read(KitchenTaskDefinition.class, "scene-roles.json");

  private final KitchenConfig config;

  KitchenTaskDefinition(KitchenConfig config) {
    this.config = config;
  }

  /** The fixed facts with these options. */
  KitchenConfig config(TaskOptions options) {
    return config;
  }

  @Override
  public final String id() {
    return KitchenSuite.NAME + "/" + config.name();
  }

  @Override
  public List<TaskSetting> settings() {
    return KitchenSettings.OFFERED;
  }

  @Override
  public final Map<String, String> withoutAliases(Map<String, String> chosen) {
    return KitchenSettings.withoutAliases(chosen);
  }

  @Override
  public final TaskSpec spec(TaskOptions options) {
    KitchenConfig chosen = config(options);
    int goalSize = chosen.goals().stream().mapToInt(Goal::size).sum();
    return TaskSpec.builder(id())
        .instruction(chosen.instruction())
        .action(BlockSpec.vector("action", DataType.FLOAT64, KitchenScene.ROBOT, -1, 1))
        .observation(
            BlockSpec.vector("observation", DataType.FLOAT64, NoisyObservation.SIZE, -ANY, ANY),
            BlockSpec.vector("achieved_goal", DataType.FLOAT64, goalSize, -ANY, ANY),
            BlockSpec.vector("desired_goal", DataType.FLOAT64, goalSize, -ANY, ANY))
        .conventions(CONVENTIONS)
        .stages(Stages.inAnyOrder(chosen.goals().stream().map(Goal::name).toList()))
        .infoColumns(Completions.columns(chosen.goals()))
        .context(
            BlockSpec.vector(
                "context", DataType.FLOAT64, chosen.contexts().low(), chosen.contexts().high()))
        .seeds(options.compat() ? SeedRange.NOT_NEGATIVE : SeedRange.ALL)
        .command(PandaController.command())
        .controlPeriodSeconds(PandaController.PERIOD_SECONDS)
        .horizon(chosen.horizon())
        .cameras(KitchenScene.CAMERAS)
        .successRule(successRule(chosen.goals()))
        .build();
  }

  private static String successRule(List<Goal> goals) {
    String rules =
        goals.stream().map(KitchenTaskDefinition::rule).collect(Collectors.joining("; "));
    return goals.size() == 1
        ? "in some step, " + rules
        : "each of these in some step of the episode: " + rules;
  }

  private static String rule(Goal goal) {
    return "%s less than %s from %s"
        .formatted(
            String.join(", ", goal.joints()),
            Numbers.text(goal.threshold()),
            Numbers.text(goal.positions()));
  }

  @Override
  public final SceneFiles scene() {
    return KitchenScene.FILES;
  }

  @Override
  public final Task newTask(Physics physics, TaskOptions options) {
    KitchenConfig chosen = config(options);
    return new KitchenTask(chosen, chosen.goals(), KitchenSettings.of(options), physics);
  }

  @Override
  public final EngineCalls engineCalls(TaskOptions options) {
    return new EngineCalls(PandaController.SUBSTEPS, true, false, 0, 0);
  }

  @Override
  public final Optional<ExpertDefinition> expert(TaskOptions options) {
    return Optional.of(ExpertDefinition.readingObservations(expert(config(options).order())));
  }

  @Override
  public final SceneRoles roles() {
    return ROLES.of(config.name(), config.goals().stream().map(Goal::body).toList());
  }

  private static Supplier<Expert> expert(List<String> order) {
    return () -> new KitchenExpert(order);
  }

  @Override
  public final Optional<TaskNotes> notes() {
    return Optional.of(KitchenNotes.of(config));
  }

  @Override
  public Optional<MeasuredRate> expertRate() {
    return EXPERT_RATES.of(config.name());
  }
}
