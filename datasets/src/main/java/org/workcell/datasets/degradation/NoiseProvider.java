package org.workcell.datasets.degradation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.workcell.sim.random.RandomStream;

/**
 * Correlated noise on actions: each element has a first-order autoregressive process, {@code n' = c
 * n + s sqrt(1 - c^2) e} with standard normal {@code e}, which is an Ornstein-Uhlenbeck process
 * seen once a step. Its standard deviation is {@code s} in every step, the first included.
 */
public final class NoiseProvider implements DegradationProvider {

  private static final String NAME = "noise";
  private static final String STD = "std";
  private static final String CORRELATION = "correlation";
  private static final String GRIPPER = "gripper";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "adds noise to actions, which are clipped before and after:"
        + " noise=std:NUMBER[,correlation:NUMBER][,gripper:1]; std in halves of an element's range,"
        + " correlation of successive steps (0), gripper: on the gripper, too (0)";
  }

  @Override
  public DegradationFactory create(String text) {
    Map<String, Double> standards = new LinkedHashMap<>();
    standards.put(STD, Double.NaN);
    standards.put(CORRELATION, 0.0);
    standards.put(GRIPPER, 0.0);
    Parameters parameters = Parameters.parse(NAME, text, standards);
    return new Factory(
        parameters.number(STD, 0, 100),
        parameters.number(CORRELATION, 0, 0.999999),
        parameters.flag(GRIPPER),
        parameters.identity());
  }

  private record Factory(double std, double correlation, boolean gripper, String identity)
      implements DegradationFactory {

    @Override
    public Degradation newDegradation(ActionMeaning action) {
      return new Noise(this, action);
    }
  }

  private static final class Noise implements Degradation {

    private final Factory settings;
    private final ActionMeaning meaning;
    private final double innovation;
    private final double[] noise;
    private RandomStream stream;

    Noise(Factory settings, ActionMeaning meaning) {
      this.settings = settings;
      this.meaning = meaning;
      this.noise = new double[meaning.size()];
      double correlation = settings.correlation;
      this.innovation = settings.std * Math.sqrt(1 - correlation * correlation);
    }

    @Override
    public void start(RandomStream episode) {
      stream = episode;
    }

    @Override
    public boolean apply(int step, double[] action, double[] last) {
      for (int i = 0; i < noise.length; i++) {
        if (meaning.isGripper(i) && !settings.gripper) {
          continue;
        }
        noise[i] =
            step == 0
                ? settings.std * stream.nextGaussian()
                : settings.correlation * noise[i] + innovation * stream.nextGaussian();
        double asked = meaning.clip(i, action[i]);
        action[i] = meaning.clip(i, asked + noise[i] * meaning.halfRange(i));
      }
      return true;
    }
  }
}
