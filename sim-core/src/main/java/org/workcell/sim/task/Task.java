package org.workcell.sim.task;

import java.util.Optional;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.control.Controller;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.state.StatePart;

/**
 * The rules of one task, for one environment: initializes an episode, observes it and judges it.
 * Holds its variables and no loop. Called on one thread at a time; {@link #evaluate} allocates
 * nothing.
 */
public interface Task extends StatePart {

  /** Turns actions into motion; belongs to this task's environment. */
  Controller controller();

  /**
   * Tells a task how it may change the model while an episode runs, once, before any other call. A
   * task that changes nothing then has nothing to do.
   */
  default void useEdits(EpisodeEdits edits) {}

  /**
   * Puts the scene into its initial state and says through the episode which context that was. The
   * physics has been reset and carries no model edits.
   */
  void start(EpisodeStart episode);

  /**
   * Reads positions again, because robot or objects were moved after {@link #start} by what
   * randomizes the episode. Positions and forces have been recomputed. A task that keeps nothing of
   * the initial state has nothing to do.
   */
  default void restart() {}

  /**
   * Lets the scene settle under the control of the robot, where a task does so: the last thing in
   * front of the first observation. The controller's stages and those of callers act from now on;
   * steps that are taken here are none of the episode's.
   */
  default void settle() {}

  /**
   * Writes the first observation of an episode, and its info columns with what they say of the
   * initial state. Columns that are left out are NaN; reward, flags and success are those of a row
   * without a step.
   */
  void observe(BatchRow row);

  /**
   * Writes observation, reward, terminated, success and info columns after a step.
   *
   * @param action the action of this step, widened to doubles, as the caller gave it
   */
  void evaluate(double[] action, BatchRow row);

  /**
   * What images show depends on this number: whoever draws them calls {@link #writeLooks} again
   * when it has changed. Allocates nothing.
   */
  default int looks() {
    return 0;
  }

  /**
   * Adds edits of the model that only images show, for example of hidden geoms and sites, to those
   * of the episode and its appearance.
   */
  default void writeLooks(ModelEdits shown) {}

  /**
   * Whether the state after a step meets the success rule, for {@code success_at_end}. Where
   * success stays once it was reached, a task says here whether it still holds; allocates nothing.
   *
   * @param success what {@link #evaluate} has written for the step
   */
  default boolean stillSucceeds(boolean success) {
    return success;
  }

  /**
   * Whether the episode began with what the task takes for granted: its initial conditions hold
   * once the scene has settled. Results of episodes where they do not are marked. Asked for at any
   * time after {@link #start}; the answer is that of the start and belongs to what {@link #save}
   * writes.
   *
   * @return empty where the task does not test it
   */
  default Optional<Boolean> premise() {
    return Optional.empty();
  }

  /**
   * Whether callers may set time, positions and velocities of a running episode, which then goes on
   * from there; no episode record rebuilds such an episode. Not where a task keeps what it has seen
   * so far.
   */
  default boolean takesStates() {
    return false;
  }

  /**
   * A caller has set time, positions and velocities, and everything has been recomputed. {@link
   * #observe} follows.
   */
  default void placed() {}

  /**
   * Writes how far each stage of the spec is, 0 to 1, at the first observation and after each step;
   * allocates nothing. Tasks whose only stage is their success have nothing to do.
   *
   * @param fractions one for each stage, in the order of {@link TaskSpec#stages}
   */
  default void readStages(double[] fractions) {
    throw new UnsupportedOperationException("this task names stages but does not judge them");
  }
}
