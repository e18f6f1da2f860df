package org.workcell.formats.libero;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.numpy.NpyArray;

/**
 * Which steps do nothing, by the rule that OpenVLA's sets were made with: all elements but the last
 * one have together a norm below 1e-4, and the last one, the gripper's command, is that of the step
 * that was kept before. Before the first kept step, the gripper does not matter.
 */
final class NoOperations {

  private static final double SMALL = 1e-4;

  private NoOperations() {}

  /**
   * The steps that do something.
   *
   * @param actions [T][A]
   * @param rows the steps that are looked at
   */
  static int[] dropped(NpyArray actions, int[] rows) {
    List<Integer> kept = new ArrayList<>();
    double[] last = null;
    for (int row : rows) {
      double[] action = actions.row(row);
      if (!isIdle(action, last)) {
        kept.add(row);
        last = action;
      }
    }
    return kept.stream().mapToInt(Integer::intValue).toArray();
  }

  private static boolean isIdle(double[] action, double[] last) {
    int gripper = action.length - 1;
    double squares = 0;
    for (int i = 0; i < gripper; i++) {
      squares += action[i] * action[i];
    }
    return Math.sqrt(squares) < SMALL && (last == null || action[gripper] == last[gripper]);
  }
}
