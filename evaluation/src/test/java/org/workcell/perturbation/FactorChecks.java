package org.workcell.perturbation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.randomization.AffectedModality;
import org.workcell.randomization.Preset;
import org.workcell.randomization.PresetRandomization;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.Randomization;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.task.TaskDefinition;

/**
 * Runs each factor of a preset alone on one task: it changes all that it declares and nothing else,
 * or says why it cannot act.
 */
final class FactorChecks {

  /** Factors that act in a share of episodes have acted in one of so many. */
  private static final int SEEDS = 12;

  private final TaskDefinition task;
  private final EnvironmentFactory factory;
  private final SimulatedEnvironment plain;
  private final Map<Long, ProbedEpisode> plainEpisodes = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  FactorChecks(TaskDefinition task, EnvironmentFactory factory) {
    this.task = task;
    this.factory = factory;
    this.plain = factory.newEnvironment(task, EnvironmentOptions.defaults());
  }

  /**
   * Checks every factor of a preset in which each is an axis of its own.
   *
   * @param scene all of the preset, which makes the scene
   */
  void check(Preset preset, Randomization scene) {
    for (String factor : preset.factors()) {
      PresetRandomization alone = preset.perturbation(factor, 5);
      SharedScene randomization = new SharedScene(scene, alone);
      try (SimulatedEnvironment environment =
          factory.newEnvironment(
              task, EnvironmentOptions.defaults().withRandomization(randomization))) {
        check(preset.name() + " " + factor, alone, environment);
      }
    }
  }

  private void check(String name, PresetRandomization alone, SimulatedEnvironment environment) {
    Map<String, String> reasons =
        alone
            .applicability(task, environment.spec().task(), environment.physics().scene())
            .reasonsInapplicable();
    Set<AffectedModality> declared =
        reasons.isEmpty() ? alone.affects().values().iterator().next() : Set.of();
    Set<AffectedModality> changed = EnumSet.noneOf(AffectedModality.class);
    for (long seed = 1; seed <= SEEDS && (seed == 1 || !changed.containsAll(declared)); seed++) {
      changed.addAll(ProbedEpisode.of(environment, seed).changes(plain(seed)));
    }
    if (!changed.equals(declared)) {
      faults.add("%s changes %s, but declares %s (%s)".formatted(name, changed, declared, reasons));
    }
    reasons.values().forEach(reason -> assertFalse(reason.isBlank(), name));
  }

  private ProbedEpisode plain(long seed) {
    return plainEpisodes.computeIfAbsent(seed, key -> ProbedEpisode.of(plain, key));
  }

  void requireNoFaults() {
    assertEquals(List.of(), faults, task.id());
  }
}
