package mine;

import org.workcell.sim.batch.Observation;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Expert;

/** Bends the elbow to the goal's distance and turns the shoulder to its direction. */
final class ReachExpert implements Expert {

  private static final double GAIN = 4;

  @Override
  public void start(Episode episode) {
    // Remembers nothing.
  }

  @Override
  public void act(Observation observation, double[] action) {
    double x = observation.get(2, 0);
    double y = observation.get(2, 1);
    double link = PlanarReach.LINK_METRES;
    double cosine = (x * x + y * y) / (2 * link * link) - 1;
    double elbow = StrictMath.acos(Math.max(-1, Math.min(1, cosine)));
    double shoulder = StrictMath.atan2(y, x) - elbow / 2;
    action[0] = toward(shoulder - observation.get(0, 0));
    action[1] = toward(elbow - observation.get(0, 1));
  }

  /** The shorter way round, at most at full speed. */
  private static double toward(double radians) {
    double shorter = Math.IEEEremainder(radians, 2 * Math.PI);
    return Math.max(-1, Math.min(1, GAIN * shorter));
  }
}
