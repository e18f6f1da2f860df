package org.workcell.sim.task;

import java.util.List;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.control.CommandSpec;

/**
 * What a task looks like from outside, before engine and assets are chosen.
 *
 * @param id suite and name with version, for example {@code metaworld/reach-v3}
 * @param variations at least one, each with its instruction
 * @param action what a caller sends
 * @param observation what a caller gets, as named blocks
 * @param conventions of actions, states and images
 * @param stages the stages from which progress follows
 * @param infoColumns names of the numbers that accompany each step
 * @param context the vector that fully determines an initial state of a variation
 * @param seeds which seeds episodes can have with the options of this spec
 * @param command what a controller makes of an action
 * @param controlPeriodSeconds simulated time between two actions
 * @param horizon steps after which an episode is truncated
 * @param cameras names of the cameras of the scene
 * @param successRule the success rule in words
 * @param reportGroup the tasks with which reports sum it up, beside the sum over all; empty where
 *     there is no such group
 * @param startRule what becomes of a context before the episode begins, in words; empty where
 *     episodes begin with it as it is
 */
public record TaskSpec(
    String id,
    List<Variation> variations,
    BlockSpec action,
    List<BlockSpec> observation,
    Conventions conventions,
    Stages stages,
    List<String> infoColumns,
    BlockSpec context,
    SeedRange seeds,
    CommandSpec command,
    double controlPeriodSeconds,
    int horizon,
    List<String> cameras,
    String successRule,
    String reportGroup,
    String startRule) {

  /** Takes defensive copies. */
  public TaskSpec {
    variations = List.copyOf(variations);
    observation = List.copyOf(observation);
    infoColumns = List.copyOf(infoColumns);
    cameras = List.copyOf(cameras);
    if (variations.isEmpty()) {
      throw new IllegalArgumentException(
          "task %s has no variation; give its instruction".formatted(id));
    }
  }

  /** The parts of a spec of this task, to be filled in. */
  public static Builder builder(String id) {
    return new Builder(id);
  }

  /** The parts of this spec, to be changed. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /**
   * Checks what can be known of reset options before the task sees them.
   *
   * @throws IllegalArgumentException if task or variation do not exist here, the seed is none that
   *     the task takes, or the context has another length or is not finite
   */
  public void requireValid(ResetOptions options) {
    if (options.task().isPresent() && !options.task().get().equals(id)) {
      throw new IllegalArgumentException(
          "an environment of task %s cannot start an episode of task %s"
              .formatted(id, options.task().get()));
    }
    if (options.seed() < seeds.lowest()) {
      throw new IllegalArgumentException(
          "seed %d is none that task %s takes with these options; use seeds from %d on"
              .formatted(options.seed(), id, seeds.lowest()));
    }
    int count = variations.size();
    if (options.variation().isPresent()
        && (options.variation().getAsInt() < 0 || options.variation().getAsInt() >= count)) {
      throw new IllegalArgumentException(
          "task %s has no variation %d; expected 0..%d"
              .formatted(id, options.variation().getAsInt(), count - 1));
    }
    options.context().ifPresent(this::requireValidContext);
  }

  private void requireValidContext(double[] values) {
    if (values.length != context.size()) {
      throw new IllegalArgumentException(
          "a context of task %s has %d numbers, not %d"
              .formatted(id, context.size(), values.length));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "context[%d] of task %s is %s; expected a finite number".formatted(i, id, values[i]));
      }
    }
  }

  /** The suite's part of the id. */
  public String suite() {
    return id.substring(0, id.indexOf('/'));
  }

  /** The task in words, as its first variation has them. */
  public String instruction() {
    return variations.get(0).instruction();
  }

  /** What a batch of this task holds. */
  public BatchLayout layout() {
    return new BatchLayout(action, observation, infoColumns);
  }

  /** Collects the parts of a {@link TaskSpec}. */
  public static final class Builder {

    private String id;
    private List<Variation> variations = List.of();
    private BlockSpec action;
    private List<BlockSpec> observation = List.of();
    private Conventions conventions =
        Conventions.of("unspecified", "unspecified", "unspecified", "blocks in order");
    private Stages stages = Stages.success();
    private List<String> infoColumns = List.of();
    private BlockSpec context;
    private SeedRange seeds = SeedRange.ALL;
    private CommandSpec command;
    private double controlPeriodSeconds;
    private int horizon;
    private List<String> cameras = List.of();
    private String successRule = "";
    private String reportGroup = "";
    private String startRule = "";

    private Builder(String id) {
      this.id = id;
    }

    private Builder(TaskSpec spec) {
      id = spec.id;
      variations = spec.variations;
      action = spec.action;
      observation = spec.observation;
      conventions = spec.conventions;
      stages = spec.stages;
      infoColumns = spec.infoColumns;
      context = spec.context;
      seeds = spec.seeds;
      command = spec.command;
      controlPeriodSeconds = spec.controlPeriodSeconds;
      horizon = spec.horizon;
      cameras = spec.cameras;
      successRule = spec.successRule;
      reportGroup = spec.reportGroup;
      startRule = spec.startRule;
    }

    /** Another id. */
    public Builder id(String suiteAndName) {
      id = suiteAndName;
      return this;
    }

    /** The task in words, for a task without variations. */
    public Builder instruction(String words) {
      return variations(List.of(new Variation(Variation.ONLY, words)));
    }

    /** The task's variations, each with its words. */
    public Builder variations(List<Variation> all) {
      variations = all;
      return this;
    }

    /** What a caller sends. */
    public Builder action(BlockSpec space) {
      action = space;
      return this;
    }

    /** What a caller gets. */
    public Builder observation(BlockSpec... blocks) {
      return observation(List.of(blocks));
    }

    /** What a caller gets. */
    public Builder observation(List<BlockSpec> blocks) {
      observation = blocks;
      return this;
    }

    /** What actions, states and images mean; unspecified unless given. */
    public Builder conventions(Conventions all) {
      conventions = all;
      return this;
    }

    /** The stages from which progress follows; only success unless given. */
    public Builder stages(Stages all) {
      stages = all;
      return this;
    }

    /** Names of the numbers that accompany each step; none unless given. */
    public Builder infoColumns(List<String> names) {
      infoColumns = names;
      return this;
    }

    /** The vector that fully determines an initial state. */
    public Builder context(BlockSpec vector) {
      context = vector;
      return this;
    }

    /** Which seeds episodes can have; all unless given. */
    public Builder seeds(SeedRange range) {
      seeds = range;
      return this;
    }

    /** What a controller makes of an action. */
    public Builder command(CommandSpec spec) {
      command = spec;
      return this;
    }

    /** Simulated time between two actions. */
    public Builder controlPeriodSeconds(double seconds) {
      controlPeriodSeconds = seconds;
      return this;
    }

    /** Steps after which an episode is truncated. */
    public Builder horizon(int steps) {
      horizon = steps;
      return this;
    }

    /** Names of the cameras of the scene; none unless given. */
    public Builder cameras(List<String> names) {
      cameras = names;
      return this;
    }

    /** The success rule in words. */
    public Builder successRule(String words) {
      successRule = words;
      return this;
    }

    /** The tasks with which reports sum it up; none unless given. */
    public Builder reportGroup(String name) {
      reportGroup = name;
      return this;
    }

    /** What becomes of a context before the episode begins, in words; nothing unless given. */
    public Builder startRule(String words) {
      startRule = words;
      return this;
    }

    /** The spec. */
    public TaskSpec build() {
      return new TaskSpec(
          id,
          variations,
          action,
          observation,
          conventions,
          stages,
          infoColumns,
          context,
          seeds,
          command,
          controlPeriodSeconds,
          horizon,
          cameras,
          successRule,
          reportGroup,
          startRule);
    }
  }
}
