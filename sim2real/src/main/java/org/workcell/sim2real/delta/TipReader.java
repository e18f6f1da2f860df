package org.workcell.sim2real.delta;

import java.util.List;
import java.util.Optional;
import org.workcell.sim.kinematics.SerialChain;
import org.workcell.sim.physics.Model;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.model.RobotModel;

/** Where the end effector is at joint positions of a log. One thread at a time. */
final class TipReader {

  private static final String WORLD = "world";

  private final SerialChain chain;

  /** The log's joint of each of the chain's; -1 for one that the log does not have. */
  private final int[] places;

  private final double[] values;

  private TipReader(SerialChain chain, int[] places) {
    this.chain = chain;
    this.places = places;
    this.values = new double[places.length];
  }

  /** A reader for these joints; empty where the end effector is not at the end of a chain. */
  static Optional<TipReader> of(RobotModel robot, List<RobotJoint> joints) {
    Model model = robot.model();
    RobotModel.Tip tip = robot.tip();
    try {
      SerialChain chain =
          tip.site() >= 0
              ? SerialChain.toSite(model, WORLD, tip.name())
              : SerialChain.toBody(model, WORLD, tip.name());
      List<String> names = joints.stream().map(RobotJoint::name).toList();
      int[] places = chain.jointNames().stream().mapToInt(names::indexOf).toArray();
      return Optional.of(new TipReader(chain, places));
    } catch (IllegalArgumentException e) {
      // A floating robot, for example; its joints are rewarded all the same.
      return Optional.empty();
    }
  }

  /** A reader of the same, for another thread. */
  TipReader copy() {
    return new TipReader(chain.copy(), places);
  }

  /** Writes the place, m. */
  void read(double[] positions, double[] target) {
    for (int i = 0; i < places.length; i++) {
      values[i] = places[i] < 0 ? 0 : positions[places[i]];
    }
    chain.compute(values);
    System.arraycopy(chain.tip().position(), 0, target, 0, 3);
  }
}
