package org.workcell.tasks.kitchen;

import java.util.List;
import org.workcell.sim.random.RandomStream;

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
record KitchenSheet(
    String name,
    String instruction,
    List<Goal> goals,
    List<String> order,
    int horizon,
    boolean displaced) {

  /** R3M displaces joints by this share of their range, to either side. */
  private static final double DISPLACED_SHARE = 0.025;

  /** Lower bounds of the context: displacements of the arm's joints, or nothing. */
  double[] contextLow() {
    double[] low = contextHigh();
    for (int i = 0; i < low.length; i++) {
      low[i] = -low[i];
    }
    return low;
  }

  /** Upper bounds of the context. */
  double[] contextHigh() {
    double[] high = new double[displaced ? KitchenScene.ARM : 0];
    for (int i = 0; i < high.length; i++) {
      high[i] = DISPLACED_SHARE * (KitchenScene.ARM_HIGH[i] - KitchenScene.ARM_LOW[i]);
    }
    return high;
  }

  /** Draws a context. */
  double[] draw(RandomStream stream) {
    double[] context = contextHigh();
    for (int i = 0; i < context.length; i++) {
      context[i] = stream.uniform(-context[i], context[i]);
    }
    return context;
  }

  /** Checks a context of the right length. */
  double[] requireAcceptable(double[] context) {
    double[] high = contextHigh();
    for (int i = 0; i < context.length; i++) {
      if (Math.abs(context[i]) > high[i]) {
        throw new IllegalArgumentException(
            "context[%d] of task kitchen/%s is %s; expected %s..%s"
                .formatted(i, name, context[i], -high[i], high[i]));
      }
    }
    return context;
  }
}
