package org.workcell.datasets.degradation;

import java.util.Set;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.task.TaskSpec;

/** What the elements of a task's actions mean to whoever changes them. Immutable. */
public final class ActionMeaning {

  private static final String ABSOLUTE = "absolute";
  private static final Set<String> KNOWN_MODES = Set.of("delta", "velocity", ABSOLUTE);
  private static final int NONE = -1;

  private final String task;
  private final String mode;
  private final int gripper;
  private final double[] low;
  private final double[] high;

  private ActionMeaning(String task, String mode, int gripper, BlockSpec space) {
    this.task = task;
    this.mode = mode;
    this.gripper = gripper;
    this.low = space.low();
    this.high = space.high();
  }

  /** The meaning that a task's conventions and bounds give. */
  public static ActionMeaning of(TaskSpec spec) {
    int gripper = spec.conventions().gripper().map(each -> each.element()).orElse(NONE);
    return new ActionMeaning(spec.id(), spec.conventions().actionMode(), gripper, spec.action());
  }

  /** Number of elements. */
  public int size() {
    return low.length;
  }

  /** Whether an element commands the gripper and not a motion. */
  public boolean isGripper(int element) {
    return element == gripper;
  }

  /** Whether elements are targets, not changes or velocities. */
  public boolean isAbsolute() {
    return mode.equals(ABSOLUTE);
  }

  /** A value within the bounds of an element. */
  public double clip(int element, double value) {
    return Math.max(low[element], Math.min(high[element], value));
  }

  /** Half of the distance between the bounds of an element; 1 where there are none. */
  public double halfRange(int element) {
    double half = (high[element] - low[element]) / 2;
    return Double.isFinite(half) ? half : 1;
  }

  /**
   * The value with which an element stays where it is: zero for changes and velocities, the last
   * target for targets and for the gripper.
   *
   * @param last what was carried out in the step before
   */
  public double still(int element, double last) {
    return isAbsolute() || isGripper(element) ? last : clip(element, 0);
  }

  /**
   * Checks that it is known how to stand still.
   *
   * @param who for the message
   * @throws IllegalArgumentException if the task does not say what its actions are
   */
  public void requireStill(String who) {
    if (!KNOWN_MODES.contains(mode)) {
      throw new IllegalArgumentException(
          "degradation %s has to stand still, and the actions of task %s are of mode '%s'; it knows"
                  .formatted(who, task, mode)
              + " delta, velocity and absolute");
    }
  }
}
