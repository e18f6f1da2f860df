package org.workcell.datasets.degradation;

import org.workcell.sim.random.RandomStream;

/** The robot stands still for a while, the gripper as it was. */
public final class PausesProvider implements DegradationProvider {

  private static final String NAME = "pauses";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "lets the robot stand still for a while, the gripper as it was:"
        + " pauses=rate:NUMBER[,min_steps:5][,max_steps:20]; rate is the probability that one"
        + " begins, in each step without";
  }

  @Override
  public DegradationFactory create(String text) {
    Parameters parameters = Parameters.parse(NAME, text, Bouts.Plan.standards(5, 20));
    return new Factory(Bouts.Plan.of(parameters), parameters.identity());
  }

  private record Factory(Bouts.Plan plan, String identity) implements DegradationFactory {

    @Override
    public Degradation newDegradation(ActionMeaning action) {
      action.requireStill(NAME);
      return new Pauses(new Bouts(plan), action);
    }
  }

  private record Pauses(Bouts bouts, ActionMeaning meaning) implements Degradation {

    @Override
    public void start(RandomStream episode) {
      bouts.start(episode);
    }

    @Override
    public boolean apply(int step, double[] action, double[] last) {
      if (!bouts.advance(step)) {
        return false;
      }
      for (int i = 0; i < action.length; i++) {
        action[i] = meaning.still(i, last[i]);
      }
      return true;
    }
  }
}
