package org.workcell.sim.control;

import java.util.Arrays;
import java.util.Optional;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;

/** Action spaces of arms. */
final class ActionSpaces {

  private ActionSpaces() {}

  /** The bounds of an arm's numbers, and those of its gripper's after them. */
  static BlockSpec of(String name, DataType type, double[] low, double[] high, ServoArm arm) {
    Optional<Gripper> gripper = arm.gripper();
    if (gripper.isEmpty()) {
      return BlockSpec.vector(name, type, low, high);
    }
    double[] lows = Arrays.copyOf(low, low.length + 1);
    double[] highs = Arrays.copyOf(high, high.length + 1);
    lows[low.length] = gripper.get().lowestAction();
    highs[high.length] = gripper.get().highestAction();
    return BlockSpec.vector(name, type, lows, highs);
  }
}
