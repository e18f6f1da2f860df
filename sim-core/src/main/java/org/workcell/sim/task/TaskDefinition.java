package org.workcell.sim.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.physics.EngineCalls;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.scene.SceneSource;

/** A registered task: what it looks like and how to make one. Immutable and shared. */
public interface TaskDefinition {

  /** Suite and name with version, for example {@code metaworld/reach-v3}. */
  String id();

  /** The choices that this task offers. */
  List<TaskSetting> settings();

  /**
   * Chosen settings under the names and with the values of {@link #settings}, for a task that has
   * renamed some; the same map where nothing was renamed.
   *
   * @throws IllegalArgumentException if an old name contradicts a new one
   */
  default Map<String, String> withoutAliases(Map<String, String> chosen) {
    return chosen;
  }

  /** The task as seen from outside. */
  TaskSpec spec(TaskOptions options);

  /**
   * The task in the scene that these options choose, for tasks of which a setting decides on the
   * scene and the roles in it; most have one scene and are the same with all options.
   *
   * @throws org.workcell.sim.files.BadInputException if a file that a setting names does not fit
   */
  default TaskDefinition inScene(TaskOptions options) {
    return this;
  }

  /** What its scene is made from; see {@link #inScene} for tasks with several. */
  SceneSource scene();

  /** A task for one environment, bound to that environment's physics. */
  Task newTask(Physics physics, TaskOptions options);

  /** What the upstream software asks of the engine, with resets as in this profile. */
  EngineCalls engineCalls(TaskOptions options);

  /** The scripted expert for the task with these options, where there is one. */
  Optional<ExpertDefinition> expert(TaskOptions options);

  /**
   * Which bodies of its scene play which part. Unless a task says so itself, parts are found by
   * common names, there are no cost columns, and nothing is known of where things may stand.
   */
  default SceneRoles roles() {
    return SceneRoles.builder().build();
  }

  /** Which sites of its scene are markers; tasks without have no setting {@code markers}. */
  default Optional<GoalMarkers> goalMarkers() {
    return Optional.empty();
  }

  /**
   * Facts of the task as plain data for programs: texts, numbers, booleans, lists, and maps by name
   * of them. Empty where a suite has none.
   */
  default Map<String, Object> facts() {
    return Map.of();
  }

  /** What its page in the documentation says beyond the spec. */
  default Optional<TaskNotes> notes() {
    return Optional.empty();
  }

  /** How often its expert succeeds with default options, where that was measured. */
  default Optional<MeasuredRate> expertRate() {
    return Optional.empty();
  }
}
