package org.workcell.tasks.common;

import java.util.Arrays;
import java.util.function.Predicate;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.task.EpisodeStart;

/**
 * The context of an episode: chosen by the caller, or drawn uniformly from a box until the task
 * accepts it. Immutable; the predicate is called on the thread of the episode.
 *
 * @param task suite and name with version, for messages
 * @param ranges what contexts are drawn from
 * @param rejects whether the task would draw another context instead of this one
 */
public record Contexts(String task, Box ranges, Predicate<double[]> rejects) {

  private static final String STREAM = "placement";

  /** Contexts of a task that accepts all that its ranges hold. */
  public static Contexts of(String task, Box ranges) {
    return new Contexts(task, ranges, context -> false);
  }

  /**
   * The context of an episode, which is also noted there. Draws come from its stream {@code
   * placement}, one for each element in order.
   *
   * @throws IllegalArgumentException if the chosen context is outside the ranges or rejected
   */
  public double[] choose(EpisodeStart episode) {
    double[] context =
        episode
            .chosenContext()
            .map(this::requireAcceptable)
            .orElseGet(() -> draw(episode.stream(STREAM)));
    episode.useContext(context);
    return context;
  }

  private double[] draw(RandomStream stream) {
    double[] low = ranges.low();
    double[] high = ranges.high();
    double[] context = new double[low.length];
    do {
      for (int i = 0; i < low.length; i++) {
        context[i] = stream.uniform(low[i], high[i]);
      }
    } while (rejects.test(context));
    return context;
  }

  private double[] requireAcceptable(double[] context) {
    int outside = ranges.firstOutside(context);
    if (outside >= 0) {
      throw new IllegalArgumentException(
          "context[%d] of task %s is %s; expected %s..%s"
              .formatted(
                  outside, task, context[outside], ranges.low()[outside], ranges.high()[outside]));
    }
    if (rejects.test(context)) {
      throw new IllegalArgumentException(
          "context %s of task %s is one that the task never draws: object and goal are too close;"
                  .formatted(Arrays.toString(context), task)
              + " move one of them");
    }
    return context;
  }
}
