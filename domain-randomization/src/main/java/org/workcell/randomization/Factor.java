package org.workcell.randomization;

import java.util.Optional;
import java.util.Set;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.image.ImageFilter;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.TaskSpec;

/**
 * One thing in which episodes vary. Every hook of every factor is called at its moment; a factor
 * overrides those that it needs, and {@link #affects} declares what they change. A change that is
 * not declared is refused with an {@link IllegalStateException}.
 *
 * <p>The moments of an episode, in order:
 *
 * <ol>
 *   <li>{@link #imageFilter}, when the reset begins,
 *   <li>{@link #beforeTask}, before the task puts the scene into its initial state,
 *   <li>{@link #afterTask}, after that,
 *   <li>{@code tune} of the filters of commands and observations,
 *   <li>{@link #instruction}, when the task has chosen its words,
 *   <li>{@link #appearance}, when somebody first asks for an image or the record; perhaps never.
 * </ol>
 *
 * <p>Immutable and shared by environments and threads. All randomness comes from the {@link
 * Sampler} that a hook is given, so that the same code serves training, perturbations and replays.
 */
public interface Factor {

  /**
   * The first part of the name of its seed stream; the second is its name in the preset. Another
   * name gives other values.
   */
  default String stream() {
    return "factor";
  }

  /** What its hooks change, at least one; the same for all tasks. */
  Set<AffectedModality> affects();

  /**
   * Why it cannot act on a task; empty if it can. Where there is a reason, no other hook is called
   * for that task, and reports give the reason.
   */
  default Optional<String> reasonInapplicable(TaskTargets targets, TaskSpec spec) {
    return Optional.empty();
  }

  /** Adds what it needs to the task's scene, before the scene is compiled. */
  default void addTo(SceneVariant variant) {}

  /** Before the task draws its context; see {@link EpisodeStart#stretch(double)}. */
  default void beforeTask(EpisodeStart episode, Sampler sampler) {}

  /**
   * Changes model and state, once the task has put the scene into its initial state.
   *
   * @return whether positions were changed, so that the task has to read them again
   */
  default boolean afterTask(EpisodeStart episode, TaskTargets targets, Sampler sampler) {
    return false;
  }

  /**
   * Changes what images show and nothing else: the edits are carried while images are rendered, and
   * never while the simulation steps. May be called again in an episode, then with the same values.
   *
   * @param target receives the edits; holds those of the episode and of earlier factors
   */
  default void appearance(ModelEdits target, TaskTargets targets, Sampler sampler) {}

  /**
   * Makes the filter of an environment's commands, once per environment.
   *
   * @param name of this factor in its preset
   */
  default Optional<TunableCommandFilter> commandFilter(String name, CommandSpec command) {
    return Optional.empty();
  }

  /**
   * Makes the filter of an environment's observations, once per environment.
   *
   * @param name of this factor in its preset
   */
  default Optional<TunableObservationFilter> observationFilter(String name, TaskSpec spec) {
    return Optional.empty();
  }

  /** The instruction of the episode, given that of the task or of the factor before this one. */
  default String instruction(String original, Sampler sampler) {
    return original;
  }

  /** Changes the episode's RGB images after rendering. */
  default ImageFilter imageFilter(Sampler sampler) {
    return ImageFilter.NONE;
  }
}
