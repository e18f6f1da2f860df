package org.workcell.tasks.arm;

import java.util.Arrays;
import java.util.function.Predicate;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.tasks.common.Box;

/**
 * The context of an episode: chosen by the caller, or drawn from a box until the task accepts it. A
 * robot that the task does not fit is an error, after many draws.
 *
 * @param task suite and name with version, for messages
 * @param robot the robot in a user's words, for messages
 * @param ranges what contexts are drawn from
 * @param accepts whether the arm can do what a context asks for
 */
record ArmContexts(String task, String robot, Box ranges, Predicate<double[]> accepts) {

  private static final String STREAM = "placement";
  private static final int MOST_DRAWS = 2_000;

  /**
   * The context of an episode, which is also noted there.
   *
   * @throws IllegalArgumentException if the chosen context is outside the ranges or not accepted
   * @throws BadInputException if nothing that is drawn is accepted
   */
  double[] choose(EpisodeStart episode) {
    double[] context =
        episode
            .chosenContext()
            .map(this::requireAcceptable)
            .orElseGet(() -> draw(episode.stream(STREAM)));
    episode.useContext(context);
    return context;
  }

  private double[] draw(RandomStream stream) {
    double[] context = new double[ranges.low().length];
    double[] low = ranges.low();
    double[] high = ranges.high();
    for (int draw = 0; draw < MOST_DRAWS; draw++) {
      for (int i = 0; i < context.length; i++) {
        context[i] = stream.uniform(low[i], high[i]);
      }
      if (accepts.test(context)) {
        return context;
      }
    }
    throw new BadInputException(
        "task %s does not fit robot '%s': of %d starts that were drawn the arm can do none without touching; give another 'home' or 'position' in its map"
            .formatted(task, robot, MOST_DRAWS));
  }

  private double[] requireAcceptable(double[] context) {
    int outside = ranges.firstOutside(context);
    if (outside >= 0) {
      throw new IllegalArgumentException(
          "context[%d] of task %s is %s; expected %s..%s"
              .formatted(
                  outside, task, context[outside], ranges.low()[outside], ranges.high()[outside]));
    }
    if (!accepts.test(context)) {
      throw new IllegalArgumentException(
          "context %s of task %s is one that the task never draws: the arm would touch something, or there is too little to do; give another"
              .formatted(Arrays.toString(context), task));
    }
    return context;
  }
}
