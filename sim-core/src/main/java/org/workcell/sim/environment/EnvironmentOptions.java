package org.workcell.sim.environment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.workcell.sim.command.CommandFilter;
import org.workcell.sim.scene.AssetPack;

/**
 * How an environment is made. Immutable; {@code with} methods return changed copies.
 *
 * @param profile upstream's behaviour or the mended one
 * @param assets where scenes come from
 * @param horizon steps after which an episode is truncated; the task's own where absent
 * @param settings chosen values of the task's settings
 * @param filters makes the command filters of an environment, in the order of application
 * @param ignoresTerminations whether episodes run to the horizon whatever the task says
 * @param randomization what varies the episodes
 */
public record EnvironmentOptions(
    Profile profile,
    AssetPack assets,
    OptionalInt horizon,
    Map<String, String> settings,
    List<Supplier<CommandFilter>> filters,
    boolean ignoresTerminations,
    Randomization randomization) {

  /** Takes defensive copies and checks the horizon. */
  public EnvironmentOptions {
    if (horizon.isPresent() && horizon.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "horizon must be at least 1 step, not " + horizon.getAsInt());
    }
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    filters = List.copyOf(filters);
  }

  /** Strict profile, builtin assets, the task's own horizon and settings, no filters. */
  public static EnvironmentOptions defaults() {
    return new EnvironmentOptions(
        Profile.STRICT,
        AssetPack.builtin(),
        OptionalInt.empty(),
        Map.of(),
        List.of(),
        false,
        NoRandomization.INSTANCE);
  }

  /** A copy with another profile. */
  public EnvironmentOptions withProfile(Profile other) {
    return new EnvironmentOptions(
        other, assets, horizon, settings, filters, ignoresTerminations, randomization);
  }

  /** A copy with another asset pack. */
  public EnvironmentOptions withAssets(AssetPack other) {
    return new EnvironmentOptions(
        profile, other, horizon, settings, filters, ignoresTerminations, randomization);
  }

  /** A copy with another horizon. */
  public EnvironmentOptions withHorizon(int steps) {
    return new EnvironmentOptions(
        profile,
        assets,
        OptionalInt.of(steps),
        settings,
        filters,
        ignoresTerminations,
        randomization);
  }

  /** A copy with other settings. */
  public EnvironmentOptions withSettings(Map<String, String> other) {
    return new EnvironmentOptions(
        profile, assets, horizon, other, filters, ignoresTerminations, randomization);
  }

  /** A copy whose episodes run to the horizon, or end where the task says. */
  public EnvironmentOptions withIgnoresTerminations(boolean ignores) {
    return new EnvironmentOptions(
        profile, assets, horizon, settings, filters, ignores, randomization);
  }

  /** A copy with other command filters. */
  public EnvironmentOptions withFilters(List<Supplier<CommandFilter>> other) {
    return new EnvironmentOptions(
        profile, assets, horizon, settings, other, ignoresTerminations, randomization);
  }

  /** A copy whose episodes are randomized or perturbed. */
  public EnvironmentOptions withRandomization(Randomization other) {
    return new EnvironmentOptions(
        profile, assets, horizon, settings, filters, ignoresTerminations, other);
  }
}
