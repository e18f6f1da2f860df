package org.workcell.tasks.rlbench.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.sim.task.TaskSetting;
import org.workcell.tasks.rlbench.goal.Goal;

/**
 * A task of the suite as its author writes it: what stands on the table, what counts as success,
 * and how a demonstration is made. One class and one scene file, {@code
 * org/workcell/assets/rlbench/tasks/NAME.xml}. Immutable and shared by all environments; everything
 * that belongs to an episode is in the {@link Arrangement} or the {@link Goal}.
 */
public interface TabletopTask {

  /** Physical control steps of 0.05 s that an episode has in modes of one control step. */
  int DEFAULT_HORIZON = 400;

  /** Macro actions of an episode in PerAct's protocol. */
  int DEFAULT_MACRO_HORIZON = 25;

  /** The public name with underscores, for example {@code close_jar}. */
  String name();

  /** Settings that only this task offers. */
  default List<TaskSetting> ownSettings() {
    return List.of();
  }

  /**
   * The task as its own settings say.
   *
   * @param settings values of all settings by name
   * @throws org.workcell.sim.files.BadInputException if a file that a setting names does not fit
   */
  default TabletopTask with(Map<String, String> settings) {
    return this;
  }

  /** The scene file, without {@code .xml}. */
  default String sceneFile() {
    return name();
  }

  /** What the scene has beyond its file. */
  default SceneAdditions additions() {
    return SceneAdditions.none();
  }

  /** The variations, in order. */
  List<TaskVariation> variations();

  /** Bodies that episodes place, in the order in which they are placed. */
  List<Spot> spots();

  /** What episodes draw beyond placement. */
  default List<Choice> choices() {
    return List.of();
  }

  /** Bodies with a free joint that the gripper can carry. */
  default List<String> graspable() {
    return List.of();
  }

  /** Hinges and slides of fixtures whose positions belong to the low-dimensional state. */
  default List<String> joints() {
    return List.of();
  }

  /**
   * Names under which poses are published in the observation block {@code waypoint_frames}, in
   * order. A name is that of a site of the scene, unless {@link Arrangement#bind} gives it another
   * site in an episode.
   */
  List<String> frames();

  /** Colours, hides and opens things as variation and choices say; places are set already. */
  default void arrange(Arrangement episode) {}

  /** What counts as success in an episode; made at its start. */
  Goal goal(Parts parts, Draw draw);

  /** The dense reward of an episode, made at its start; empty where the task has none. */
  default Optional<ShapedReward> shapedReward(Parts parts, Draw draw) {
    return Optional.empty();
  }

  /** Whether {@link #shapedReward} gives one. */
  default boolean hasShapedReward() {
    return false;
  }

  /** Styles of instructions that the setting {@code phrasing} offers beside those of variations. */
  default List<String> promptStyles() {
    return List.of();
  }

  /** The instructions of a style for a variation, of which an episode draws one. */
  default List<String> prompts(String style, int variation) {
    throw new IllegalArgumentException("task %s has no prompts".formatted(name()));
  }

  /** How it is done. */
  Waypoints waypoints();

  /** The success rule in words, with thresholds. */
  String successRule();

  /** Macro actions of an episode: as many as in PerAct's protocol, or as there are waypoints. */
  default int macroHorizon() {
    return Math.max(DEFAULT_MACRO_HORIZON, waypoints().list().size());
  }

  /** Control steps of an episode in modes of one control step per action. */
  default int horizon() {
    return DEFAULT_HORIZON;
  }
}
