package org.workcell.tasks.libero;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.workcell.sim.physics.EngineCalls;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.scene.SceneSource;
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
import org.workcell.tasks.libero.experts.LiberoExpert;
import org.workcell.tasks.libero.placement.InitialState;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.problem.TaskConfigs;
import org.workcell.tasks.libero.problem.Variant;
import org.workcell.tasks.libero.scene.LiberoScenes;

/**
 * A task of the suite as the registry knows it, or of a user's own task file. Immutable and shared.
 */
public final class LiberoTaskDefinition implements TaskDefinition {

  private static final List<String> CAMERAS = List.of("agentview", "robot0_eye_in_hand");

  private static final ExpertRates EXPERT_RATES = new ExpertRates(LiberoSuite.class);

  private final TaskConfig config;
  private final Optional<Variant> variant;
  private final boolean ofSuite;

  /** The task of a config. */
  public LiberoTaskDefinition(TaskConfig config) {
    this(config, Optional.empty(), true);
  }

  private LiberoTaskDefinition(TaskConfig config, Optional<Variant> variant, boolean ofSuite) {
    this.config = config;
    this.variant = variant;
    this.ofSuite = ofSuite;
  }

  /**
   * The task of a user's task file. Variants of LIBERO-plus and LIBERO-PRO have the horizon of the
   * suite that they vary, and their axis as the group of reports.
   *
   * @throws org.workcell.sim.files.BadInputException naming line and what is not understood
   */
  public static LiberoTaskDefinition ofFile(Path bddl) {
    return new LiberoTaskDefinition(TaskConfigs.read(bddl), Variant.of(bddl), false);
  }

  /** Its fixed facts. */
  public TaskConfig config() {
    return config;
  }

  @Override
  public String id() {
    return config.id();
  }

  @Override
  public List<TaskSetting> settings() {
    return LiberoSettings.OFFERED;
  }

  @Override
  public Map<String, String> withoutAliases(Map<String, String> chosen) {
    return LiberoSettings.withoutAliases(chosen);
  }

  @Override
  public TaskSpec spec(TaskOptions options) {
    LiberoSettings settings = LiberoSettings.of(options);
    List<String> atoms = config.goal().stream().map(LiberoTask::column).toList();
    String layout = Sensors.layout(config) + "; " + FixtureReadings.layout(config);
    return TaskSpec.builder(id())
        .instruction(settings.bddlWords() ? config.bddlLanguage() : config.language())
        .action(settings.mode().action())
        .observation(LiberoTask.blocks(config))
        .conventions(settings.mode().conventions(settings.imageOrientation(), layout))
        .stages(Stages.inAnyOrder(atoms))
        .infoColumns(LiberoTask.infoColumns(config))
        .context(Sensors.block("context", InitialState.contextSize(config)))
        .seeds(options.compat() ? SeedRange.NOT_NEGATIVE : SeedRange.ALL)
        .command(settings.mode().command())
        .controlPeriodSeconds(LiberoRobot.PERIOD_SECONDS)
        .horizon(settings.convention().horizon(suite()))
        .reportGroup(variant.map(Variant::label).orElse(""))
        .cameras(CAMERAS)
        .successRule(successRule())
        .startRule(settings.startRule())
        .build();
  }

  private String suite() {
    return variant.flatMap(Variant::suite).orElse(config.suite());
  }

  private String successRule() {
    String atoms =
        config.goal().stream().map(Object::toString).collect(Collectors.joining(" and "));
    return "at the end of a step, " + atoms;
  }

  @Override
  public SceneSource scene() {
    return LiberoScenes.of(config);
  }

  @Override
  public Task newTask(Physics physics, TaskOptions options) {
    return new LiberoTask(config, LiberoSettings.of(options), physics);
  }

  @Override
  public EngineCalls engineCalls(TaskOptions options) {
    return new EngineCalls(LiberoRobot.SUBSTEPS, false, false, 0, 0);
  }

  @Override
  public Optional<ExpertDefinition> expert(TaskOptions options) {
    if (LiberoSettings.of(options).mode() != ControlMode.OSC_POSE) {
      return Optional.empty();
    }
    return Optional.of(ExpertDefinition.readingObservations(() -> new LiberoExpert(config)));
  }

  /** Of the suite's tasks; nobody measured those of users' files. */
  @Override
  public Optional<MeasuredRate> expertRate() {
    return ofSuite ? EXPERT_RATES.of(id().substring(id().indexOf('/') + 1)) : Optional.empty();
  }

  @Override
  public SceneRoles roles() {
    return LiberoRoles.of(config);
  }

  @Override
  public Map<String, Object> facts() {
    return LiberoFacts.of(config);
  }

  @Override
  public Optional<TaskNotes> notes() {
    return Optional.of(LiberoNotes.of(config));
  }
}
