package org.workcell.randomization;

import java.util.Optional;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.environment.EpisodeStart;
import org.workcell.sim.environment.TaskSpec;
import org.workcell.sim.image.ImageFilter;
import org.workcell.sim.physics.ModelEdits;

/**
 * One thing in which episodes vary. Immutable; all chance comes from the {@link Draws} it is given,
 * so that the same code serves training ranges, perturbations and replays.
 */
interface Factor {

  /** The family whose seed stream it draws from, for example {@code texture}. */
  String stream();

  /** Why it cannot act on a task; empty if it can. */
  default Optional<String> obstacle(TaskTargets targets, TaskSpec spec) {
    return Optional.empty();
  }

  /** Where it can be noticed. */
  default SeenIn seenIn() {
    return SeenIn.EVERYTHING;
  }

  /** What it needs in the scene. */
  default void addTo(SceneVariant variant) {}

  /** Whether what it needs depends on what the scene holds. */
  default boolean readsScene() {
    return false;
  }

  /** What else it needs in the scene, if it reads scenes. */
  default void addTo(SceneVariant variant, TaskTargets plain) {}

  /** Before the task looks at the context. */
  default void beforeTask(EpisodeStart episode, Draws draws) {}

  /**
   * Changes model and state.
   *
   * @return whether positions were changed
   */
  default boolean afterTask(EpisodeStart episode, TaskTargets targets, Draws draws) {
    return false;
  }

  /** Changes what pictures show. */
  default void appearance(ModelEdits target, TaskTargets targets, Draws draws) {}

  /** Makes the filter of an environment's commands. */
  default Optional<TunableCommandFilter> commandFilter(String name, CommandSpec command) {
    return Optional.empty();
  }

  /** Makes the filter of an environment's observations. */
  default Optional<TunableObservationFilter> observationFilter(String name, TaskSpec spec) {
    return Optional.empty();
  }

  /** The task in words. */
  default String instruction(String original, Draws draws) {
    return original;
  }

  /**
   * What happens to images after rendering.
   *
   * @param seed of the chance in single images
   */
  default ImageFilter imageFilter(Draws draws, long seed) {
    return ImageFilter.NONE;
  }
}
