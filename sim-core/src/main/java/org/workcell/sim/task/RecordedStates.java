package org.workcell.sim.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.physics.FlatState;
import org.workcell.sim.physics.Physics;

/**
 * How a suite shows states that another program has recorded: which task a file of them is about,
 * and how an episode of that task starts in which they make sense. Found through {@link
 * java.util.ServiceLoader}. What a file says is not trusted: implementations parse it themselves
 * and refuse what they do not understand.
 */
public interface RecordedStates {

  /**
   * The task that a file is about.
   *
   * @param attributes the texts of the file's group {@code data}, for example {@code
   *     bddl_file_name}
   * @return the id of a registered task; empty if the file is none of this suite
   */
  Optional<String> task(Map<String, String> attributes);

  /**
   * Where upstream keeps demonstrations, seen from a folder of its assets: relative paths such as
   * {@code ../datasets}, likeliest first; none where it keeps none.
   */
  default List<String> foldersBesideAssets() {
    return List.of();
  }

  /**
   * How the episode starts that the states are shown in: with everything that is not in a state,
   * such as poses of fixtures.
   *
   * @param spec the task
   * @param attributes the texts of the demonstration, for example {@code model_file}
   * @param first its first state: time, joint positions, joint velocities
   * @throws IllegalArgumentException if the states are none of this task
   */
  ResetOptions start(TaskSpec spec, Map<String, String> attributes, double[] first);

  /**
   * Brings the simulation of the started episode into a recorded state, with all that an image of
   * it depends on.
   *
   * @param state as {@link FlatState} has it
   * @throws IllegalArgumentException if it is none of this scene
   */
  default void show(Physics physics, double[] state) {
    FlatState.write(physics, state);
  }
}
