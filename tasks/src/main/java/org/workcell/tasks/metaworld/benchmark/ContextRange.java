package org.workcell.tasks.metaworld.benchmark;

import java.util.Optional;
import org.workcell.sim.numpy.NumpyMt19937;

/**
 * What the context of one task is drawn from.
 *
 * @param low lower bound of each element
 * @param high upper bound of each element
 * @param minimumDistance distance (m) in the plane below which object and goal are drawn again; 0
 *     where nothing is drawn again
 * @param fixedGoal place of the goal in the plane; null where the context holds it
 */
public record ContextRange(
    double[] low, double[] high, double minimumDistance, double[] fixedGoal) {

  /** Where the goal's place begins in a context that holds it. */
  private static final int GOAL = 3;

  /** What a task's context is drawn from; empty for a name that is none of upstream's. */
  public static Optional<ContextRange> ofTask(String name) {
    return Optional.ofNullable(BenchmarkTables.CONTEXTS.get(name));
  }

  double[] draw(NumpyMt19937 random) {
    double[] context = new double[low.length];
    do {
      for (int i = 0; i < low.length; i++) {
        context[i] = random.uniform(low[i], high[i]);
      }
    } while (rejects(context));
    return context;
  }

  /** Whether upstream draws again instead of using this context. */
  public boolean rejects(double[] context) {
    if (minimumDistance == 0) {
      return false;
    }
    double dx = context[0] - (fixedGoal == null ? context[GOAL] : fixedGoal[0]);
    double dy = context[1] - (fixedGoal == null ? context[GOAL + 1] : fixedGoal[1]);
    return Math.sqrt(dx * dx + dy * dy) < minimumDistance;
  }
}
