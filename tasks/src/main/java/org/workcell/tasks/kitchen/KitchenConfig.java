package org.workcell.tasks.kitchen;

import java.util.List;
import org.workcell.tasks.common.Box;

/**
 * The fixed facts of one task.
 *
 * @param name name with version, for example {@code kettle-v1}
 * @param instruction the task in words
 * @param goals what is to be reached, in the order of observations
 * @param order the names of the goals in the order in which the expert reaches them
 * @param horizon steps after which an episode is truncated
 * @param displaced whether the arm starts displaced from its usual place
 */
record KitchenConfig(
    String name,
    String instruction,
    List<Goal> goals,
    List<String> order,
    int horizon,
    boolean displaced) {

  /** R3M displaces joints by this share of their range, to either side. */
  private static final double DISPLACED_SHARE = 0.025;

  /** Bounds of the context: displacements of the arm's joints, radians, or nothing. */
  Box contexts() {
    double[] high = new double[displaced ? KitchenScene.ARM : 0];
    double[] low = new double[high.length];
    for (int i = 0; i < high.length; i++) {
      high[i] = DISPLACED_SHARE * (KitchenScene.ARM_HIGH[i] - KitchenScene.ARM_LOW[i]);
      low[i] = -high[i];
    }
    return new Box(low, high);
  }
}
