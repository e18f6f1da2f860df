package org.workcell.tasks.metaworld;

import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/** Inputs of the tasks in which an object is lifted from where it rests. */
class LiftInputs extends RewardInputs {

  /** World height of the object at the start of the episode. */
  double restingHeight;

  /** World height at which version v1 counts the object as picked up. */
  double liftHeight;

  /** The object's orientation as observed, scalar first; only in tasks that reward it. */
  final double[] objectQuatWxyz = new double[4];

  /** Sets where the object rests and how far above that version v1 wants it. */
  final void setHeights(double resting, double lift) {
    restingHeight = resting;
    liftHeight = resting + lift;
  }

  /**
   * Sets what version v1 counts from: its reward for placing begins at the length of the way up to
   * the lift height and from there straight to the target.
   */
  final void measureLift(double height, double lift) {
    setHeights(height, lift);
    double x = objectStart[0] - target[0];
    double y = objectStart[1] - target[1];
    double z = liftHeight - target[2];
    maximumDistance = Math.sqrt(x * x + y * y + z * z) + liftHeight;
  }

  @Override
  public void save(StateWriter writer) {
    super.save(writer);
    writer.putDouble(restingHeight);
    writer.putDouble(liftHeight);
  }

  @Override
  public void load(StateReader reader) {
    super.load(reader);
    restingHeight = reader.getDouble();
    liftHeight = reader.getDouble();
  }
}
