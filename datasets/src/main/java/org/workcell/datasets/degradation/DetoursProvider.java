package org.workcell.datasets.degradation;

import java.util.Map;
import org.workcell.sim.random.RandomStream;

/**
 * The robot moves away in a random direction and, unless told otherwise, the same way back; the
 * gripper stays as it was, so that nothing is let go. Then the policy goes on from where it is.
 */
public final class DetoursProvider implements DegradationProvider {

  private static final String NAME = "detours";
  private static final String SIZE = "size";
  private static final String BACK = "back";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "moves the robot away in a random direction and back, the gripper as it was:"
        + " detours=rate:NUMBER[,size:0.5][,min_steps:5][,max_steps:15][,back:1]; rate is"
        + " the probability that one begins, in each step without; size in halves of an"
        + " element's range";
  }

  @Override
  public DegradationFactory create(String text) {
    Map<String, Double> standards = Bouts.Plan.standards(5, 15);
    standards.put(SIZE, 0.5);
    standards.put(BACK, 1.0);
    Parameters parameters = Parameters.parse(NAME, text, standards);
    return new Factory(
        Bouts.Plan.of(parameters),
        parameters.number(SIZE, 0, 2),
        parameters.flag(BACK),
        parameters.identity());
  }

  private record Factory(Bouts.Plan plan, double size, boolean back, String identity)
      implements DegradationFactory {

    @Override
    public Degradation newDegradation(ActionMeaning action) {
      action.requireStill(NAME);
      return new Detours(this, action);
    }
  }

  private static final class Detours implements Degradation {

    private final Factory settings;
    private final ActionMeaning meaning;
    private final Bouts bouts;
    private final double[] direction;
    private final double[] origin;
    private RandomStream stream;

    Detours(Factory settings, ActionMeaning meaning) {
      this.settings = settings;
      this.meaning = meaning;
      this.bouts = new Bouts(settings.plan);
      this.direction = new double[meaning.size()];
      this.origin = new double[meaning.size()];
    }

    @Override
    public void start(RandomStream episode) {
      stream = episode;
      bouts.start(episode);
    }

    @Override
    public boolean apply(int step, double[] action, double[] last) {
      if (!bouts.advance(step)) {
        return false;
      }
      if (bouts.done() == 0) {
        begin(last);
      }
      for (int i = 0; i < action.length; i++) {
        action[i] = meaning.isGripper(i) ? last[i] : meaning.clip(i, way(i));
      }
      return true;
    }

    private void begin(double[] last) {
      if (settings.back) {
        bouts.twice();
      }
      System.arraycopy(last, 0, origin, 0, origin.length);
      double largest = 0;
      for (int i = 0; i < direction.length; i++) {
        direction[i] = meaning.isGripper(i) ? 0 : stream.nextGaussian();
        largest = Math.max(largest, Math.abs(direction[i]));
      }
      for (int i = 0; i < direction.length && largest > 0; i++) {
        direction[i] *= settings.size * meaning.halfRange(i) / largest;
      }
    }

    /** A velocity or change is constant; a target moves evenly away and back. */
    private double way(int element) {
      int out = settings.back ? bouts.length() / 2 : bouts.length();
      int next = bouts.done() + 1;
      if (!meaning.isAbsolute()) {
        return next <= out ? direction[element] : -direction[element];
      }
      int distance = next <= out ? next : 2 * out - next;
      return origin[element] + direction[element] * distance / out;
    }
  }
}
