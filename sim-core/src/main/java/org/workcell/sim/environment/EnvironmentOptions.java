package org.workcell.sim.environment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.workcell.sim.control.ActionAdapterFactory;
import org.workcell.sim.control.ActuatorModel;
import org.workcell.sim.control.ActuatorStageFactory;
import org.workcell.sim.control.CommandFilterFactory;
import org.workcell.sim.control.CommandPath;
import org.workcell.sim.delta.DeltaAction;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.task.Profile;

/**
 * How an environment is made. Immutable; {@code with} methods return changed copies.
 *
 * @param profile upstream's behaviour or the corrected one
 * @param assets where scenes come from
 * @param horizon steps after which an episode is truncated, 1 to {@link #MAX_HORIZON}; the task's
 *     own where absent
 * @param settings chosen values of the task's settings
 * @param actionAdapter gives actions another meaning; the task's own where absent
 * @param filters make the command filters of an environment, in the order of application
 * @param stages make its actuator stages, in the order of application, behind the task's own
 * @param actuators a robot's drives, whose stages act behind all others; none where absent
 * @param delta corrects commands before the filters, or torques in every physics step; none where
 *     absent
 * @param ignoresTerminations whether episodes run to the horizon whatever the task says
 * @param randomization what varies the episodes
 */
public record EnvironmentOptions(
    Profile profile,
    AssetPack assets,
    OptionalInt horizon,
    Map<String, String> settings,
    Optional<ActionAdapterFactory> actionAdapter,
    List<CommandFilterFactory> filters,
    List<ActuatorStageFactory> stages,
    Optional<ActuatorModel> actuators,
    Optional<DeltaAction> delta,
    boolean ignoresTerminations,
    Randomization randomization) {

  /** Most steps of an episode. */
  public static final int MAX_HORIZON = 1_000_000;

  /** Takes defensive copies and checks the horizon. */
  public EnvironmentOptions {
    horizon.ifPresent(EnvironmentOptions::requireHorizon);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    filters = List.copyOf(filters);
    stages = List.copyOf(stages);
  }

  /**
   * Checks a number of steps.
   *
   * @throws IllegalArgumentException if it is no horizon
   */
  static void requireHorizon(int steps) {
    if (steps < 1 || steps > MAX_HORIZON) {
      throw new IllegalArgumentException(
          "horizon must be 1 to %d steps, not %d".formatted(MAX_HORIZON, steps));
    }
  }

  /** Strict profile, builtin assets, the task's own horizon, settings and actions, no filters. */
  public static EnvironmentOptions defaults() {
    return new Draft().options();
  }

  /** A copy with another profile. */
  public EnvironmentOptions withProfile(Profile other) {
    Draft draft = new Draft(this);
    draft.profile = other;
    return draft.options();
  }

  /** A copy with another asset pack. */
  public EnvironmentOptions withAssets(AssetPack other) {
    Draft draft = new Draft(this);
    draft.assets = other;
    return draft.options();
  }

  /** A copy with another horizon. */
  public EnvironmentOptions withHorizon(int steps) {
    Draft draft = new Draft(this);
    draft.horizon = OptionalInt.of(steps);
    return draft.options();
  }

  /** A copy with other settings. */
  public EnvironmentOptions withSettings(Map<String, String> other) {
    Draft draft = new Draft(this);
    draft.settings = other;
    return draft.options();
  }

  /** A copy whose episodes run to the horizon, or end where the task says. */
  public EnvironmentOptions withIgnoresTerminations(boolean ignores) {
    Draft draft = new Draft(this);
    draft.ignoresTerminations = ignores;
    return draft.options();
  }

  /** A copy whose callers send other actions. */
  public EnvironmentOptions withActionAdapter(ActionAdapterFactory adapter) {
    Draft draft = new Draft(this);
    draft.actionAdapter = Optional.of(adapter);
    return draft.options();
  }

  /** A copy with other command filters. */
  public EnvironmentOptions withFilters(List<? extends CommandFilterFactory> other) {
    Draft draft = new Draft(this);
    draft.filters = List.copyOf(other);
    return draft.options();
  }

  /** A copy with other actuator stages. */
  public EnvironmentOptions withStages(List<? extends ActuatorStageFactory> other) {
    Draft draft = new Draft(this);
    draft.stages = List.copyOf(other);
    return draft.options();
  }

  /** A copy with the drives of a robot. */
  public EnvironmentOptions withActuators(ActuatorModel drives) {
    Draft draft = new Draft(this);
    draft.actuators = Optional.of(drives);
    return draft.options();
  }

  /** A copy behind a delta. */
  public EnvironmentOptions withDelta(DeltaAction correction) {
    Draft draft = new Draft(this);
    draft.delta = Optional.of(correction);
    return draft.options();
  }

  /** A copy without a delta. */
  public EnvironmentOptions withoutDelta() {
    Draft draft = new Draft(this);
    draft.delta = Optional.empty();
    return draft.options();
  }

  /** A copy whose episodes are randomized or perturbed. */
  public EnvironmentOptions withRandomization(Randomization other) {
    Draft draft = new Draft(this);
    draft.randomization = other;
    return draft.options();
  }

  /** The identities of what callers put between actions and physics. */
  public CommandPath commandPath() {
    List<String> changing = new ArrayList<>();
    List<String> acting = new ArrayList<>();
    delta.ifPresent(each -> (each.actsOnTorques() ? acting : changing).add(each.identity()));
    filters.forEach(each -> changing.add(each.identity()));
    stages.forEach(each -> acting.add(each.identity()));
    actuators.ifPresent(each -> acting.addAll(each.identities()));
    return new CommandPath(
        actionAdapter.map(ActionAdapterFactory::identity).orElse(CommandPath.NONE),
        changing,
        acting);
  }

  /** The components while one of them changes. */
  private static final class Draft {

    private Profile profile = Profile.STRICT;
    private AssetPack assets = AssetPack.builtin();
    private OptionalInt horizon = OptionalInt.empty();
    private Map<String, String> settings = Map.of();
    private Optional<ActionAdapterFactory> actionAdapter = Optional.empty();
    private List<CommandFilterFactory> filters = List.of();
    private List<ActuatorStageFactory> stages = List.of();
    private Optional<ActuatorModel> actuators = Optional.empty();
    private Optional<DeltaAction> delta = Optional.empty();
    private boolean ignoresTerminations;
    private Randomization randomization = NoRandomization.INSTANCE;

    Draft() {}

    Draft(EnvironmentOptions from) {
      profile = from.profile;
      assets = from.assets;
      horizon = from.horizon;
      settings = from.settings;
      actionAdapter = from.actionAdapter;
      filters = from.filters;
      stages = from.stages;
      actuators = from.actuators;
      delta = from.delta;
      ignoresTerminations = from.ignoresTerminations;
      randomization = from.randomization;
    }

    EnvironmentOptions options() {
      return new EnvironmentOptions(
          profile,
          assets,
          horizon,
          settings,
          actionAdapter,
          filters,
          stages,
          actuators,
          delta,
          ignoresTerminations,
          randomization);
    }
  }
}
