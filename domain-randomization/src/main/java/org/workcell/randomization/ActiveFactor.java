package org.workcell.randomization;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.workcell.sim.image.ImageFilter;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.TaskSpec;

/**
 * One factor at work in one environment: its sampler, its filters, and the check that it changes
 * nothing but what it declares. One thread at a time.
 */
final class ActiveFactor {

  private final String name;
  private final Factor factor;
  private final Sampler sampler;
  private final Set<AffectedModality> affected;
  private final boolean touchesState;
  private final Optional<TunableCommandFilter> commandFilter;
  private final Optional<TunableObservationFilter> observationFilter;
  private double[] stateBefore = {};
  private double[] stateAfter = {};

  /**
   * A factor in an environment of a task.
   *
   * @throws IllegalStateException if it filters what it does not declare
   */
  ActiveFactor(String name, Factor factor, Sampler sampler, TaskSpec spec) {
    this.name = name;
    this.factor = factor;
    this.sampler = sampler;
    this.affected = Set.copyOf(factor.affects());
    this.touchesState = overrides(factor, "beforeTask") || overrides(factor, "afterTask");
    this.commandFilter = factor.commandFilter(name, spec.command());
    this.observationFilter = factor.observationFilter(name, spec);
    requireDeclared(AffectedModality.COMMANDS, commandFilter.isPresent());
    requireDeclared(AffectedModality.OBSERVATIONS, observationFilter.isPresent());
  }

  /** Whether a factor's class has a hook of its own. */
  private static boolean overrides(Factor factor, String hook) {
    return Arrays.stream(factor.getClass().getMethods())
        .anyMatch(
            method -> method.getName().equals(hook) && method.getDeclaringClass() != Factor.class);
  }

  private void requireDeclared(AffectedModality modality, boolean changed) {
    if (changed && !affected.contains(modality)) {
      throw new IllegalStateException(
          "factor '%s' (%s) changes %s, but declares that it affects only %s; add %s to affects()"
              .formatted(name, factor.getClass().getName(), modality.label(), affected, modality));
    }
  }

  Sampler sampler() {
    return sampler;
  }

  Optional<TunableCommandFilter> commandFilter() {
    return commandFilter;
  }

  Optional<TunableObservationFilter> observationFilter() {
    return observationFilter;
  }

  ImageFilter imageFilter(Sampler with) {
    ImageFilter filter = factor.imageFilter(with);
    requireDeclared(AffectedModality.IMAGES, filter != ImageFilter.NONE);
    return filter;
  }

  void beforeTask(EpisodeStart episode) {
    checked(
        episode,
        () -> {
          factor.beforeTask(episode, sampler);
          return false;
        });
  }

  boolean afterTask(EpisodeStart episode, TaskTargets targets) {
    return checked(episode, () -> factor.afterTask(episode, targets, sampler));
  }

  /** A hook that changes model and state. */
  private interface StateHook {
    boolean call();
  }

  private boolean checked(EpisodeStart episode, StateHook hook) {
    String words = episode.instruction();
    boolean moved =
        affected.contains(AffectedModality.STATE) || !touchesState
            ? hook.call()
            : withoutChange(episode, hook);
    requireDeclared(AffectedModality.INSTRUCTION, !words.equals(episode.instruction()));
    return moved;
  }

  private boolean withoutChange(EpisodeStart episode, StateHook hook) {
    Physics physics = episode.physics();
    if (stateBefore.length == 0) {
      stateBefore = new double[physics.stateSize()];
      stateAfter = new double[physics.stateSize()];
    }
    int edits = episode.editCount();
    double stretch = episode.stretch();
    physics.readState(stateBefore);
    boolean moved = hook.call();
    physics.readState(stateAfter);
    requireDeclared(
        AffectedModality.STATE,
        moved
            || edits != episode.editCount()
            || stretch != episode.stretch()
            || !Arrays.equals(stateBefore, stateAfter));
    return moved;
  }

  void tune() {
    commandFilter.ifPresent(filter -> filter.tune(sampler));
    observationFilter.ifPresent(filter -> filter.tune(sampler));
  }

  String instruction(String original, Sampler with) {
    String spoken = factor.instruction(original, with);
    requireDeclared(AffectedModality.INSTRUCTION, !spoken.equals(original));
    return spoken;
  }

  void appearance(ModelEdits target, TaskTargets targets) {
    if (affected.contains(AffectedModality.IMAGES)) {
      factor.appearance(target, targets, sampler.fork());
      return;
    }
    ModelEdits own = new ModelEdits();
    factor.appearance(own, targets, sampler.fork());
    requireDeclared(AffectedModality.IMAGES, own.size() > 0);
  }
}
