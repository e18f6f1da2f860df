package org.workcell.server.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.workcell.randomization.Preset;
import org.workcell.randomization.Presets;
import org.workcell.randomization.Randomizations;
import org.workcell.sim.environment.Randomization;
import org.workcell.sim.environment.RandomizationProvider;

/**
 * What varies the episodes of a vector. Clients name presets that ship with Workcell and formats of
 * other jars; files of the server's machine are none of theirs.
 */
final class Variations {

  private static final int FULL_SEVERITY = 5;

  private Variations() {}

  /** A training distribution: a preset with all its factors, or {@code NAME=TEXT}. */
  static Randomization training(String words) {
    return Randomizations.find(words).orElseGet(() -> preset(words).training());
  }

  /** A condition of an evaluation; empty for the unperturbed one. */
  static Optional<Randomization> perturbation(OpenArguments.Perturb perturb) {
    String words = CallJson.required(perturb.preset(), "perturb.preset");
    int severity = perturb.severity() == null ? FULL_SEVERITY : perturb.severity();
    String condition = perturb.condition() == null ? Preset.ALL : perturb.condition();
    if (condition.equals(Preset.NONE)) {
      return Optional.empty();
    }
    Optional<Randomization> other = Randomizations.find(words);
    if (other.isEmpty()) {
      return Optional.of(preset(words).perturbation(condition, severity));
    }
    if (severity != FULL_SEVERITY || !condition.equals(Preset.ALL)) {
      throw CallJson.invalid(
          "'%s' is no preset: it has the condition 'all' and no severity".formatted(words));
    }
    return other;
  }

  private static Preset preset(String name) {
    Presets.renamed(name)
        .ifPresent(
            hint -> {
              throw CallJson.invalid("'%s' is %s".formatted(name, hint));
            });
    if (!Presets.names().contains(name)) {
      List<String> known = new ArrayList<>(Presets.names());
      Randomizations.providers().stream().map(RandomizationProvider::name).forEach(known::add);
      throw new CallException(
          ErrorCode.NOT_FOUND,
          "there is no randomization '%s'; use one of %s".formatted(name, known));
    }
    return Presets.load(name);
  }
}
