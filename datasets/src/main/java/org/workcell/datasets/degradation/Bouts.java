package org.workcell.datasets.degradation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.workcell.sim.random.RandomStream;

/**
 * When something goes on for a while: in each step in which it does not, it begins with a
 * probability, and then takes a number of steps that is drawn uniformly. Never begins in step 0,
 * where nothing was carried out that could go on.
 */
final class Bouts {

  /** How often and how long. */
  record Plan(double rate, int minSteps, int maxSteps) {

    private static final int MOST_STEPS = 100_000;

    /** Parameters of every plan, with their standards. */
    static Map<String, Double> standards(int minSteps, int maxSteps) {
      Map<String, Double> standards = new LinkedHashMap<>();
      standards.put("rate", Double.NaN);
      standards.put("min_steps", (double) minSteps);
      standards.put("max_steps", (double) maxSteps);
      return standards;
    }

    static Plan of(Parameters parameters) {
      int least = parameters.whole("min_steps", 1, MOST_STEPS);
      return new Plan(
          parameters.number("rate", 0, 1), least, parameters.whole("max_steps", least, MOST_STEPS));
    }
  }

  private final Plan plan;
  private RandomStream stream;
  private int length;
  private int done;

  Bouts(Plan plan) {
    this.plan = plan;
  }

  void start(RandomStream episode) {
    stream = episode;
    length = 0;
    done = 0;
  }

  /** Whether it goes on in a step; at its first step {@link #done} is 0. */
  boolean advance(int step) {
    done++;
    if (done < length) {
      return true;
    }
    length = 0;
    if (step == 0 || stream.nextDouble() >= plan.rate()) {
      return false;
    }
    length = plan.minSteps() + stream.nextInt(plan.maxSteps() - plan.minSteps() + 1);
    done = 0;
    return true;
  }

  /** Doubles the bout that has just begun. */
  void twice() {
    length *= 2;
  }

  /** Steps of this bout before the current one. */
  int done() {
    return done;
  }

  /** Steps of this bout in all. */
  int length() {
    return length;
  }
}
