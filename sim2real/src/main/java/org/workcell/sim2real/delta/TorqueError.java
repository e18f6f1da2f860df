package org.workcell.sim2real.delta;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.delta.DeltaModel;

/**
 * Errors of predicted efforts of a log.
 *
 * @param log its name
 * @param joints by joint
 */
public record TorqueError(String log, List<Joint> joints) {

  /**
   * Errors of a joint: norm of the error over norm of the effort, over rows in motion.
   *
   * @param joint its name
   * @param without the residual
   * @param with it
   * @param acts whether the residual adds torques to it
   */
  public record Joint(String joint, double without, double with, boolean acts) {}

  /** Errors without a residual and with it. */
  public static TorqueError of(TorqueLog log, DeltaModel delta) {
    double[] without = log.prediction().relativeError();
    double[] with = log.log().relativeError(log.predict(delta));
    List<Joint> joints = new ArrayList<>();
    for (int j = 0; j < without.length; j++) {
      joints.add(
          new Joint(
              delta.channels().get(j).name(), without[j], with[j], delta.channels().get(j).acts()));
    }
    return new TorqueError(log.log().name(), joints);
  }
}
