package org.workcell.tasks.rlbench.goal;

import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.tasks.common.JointRange;

/** A condition on the position of a hinge or slide. */
public final class JointCondition extends GoalCondition {

  private final Physics physics;
  private final int address;
  private final JointRange range;
  private final double threshold;
  private double initial;

  private JointCondition(Physics physics, String joint, JointRange range, double threshold) {
    this.physics = physics;
    this.address = physics.scene().positionAddress(joint);
    this.range = range;
    this.threshold = threshold;
  }

  /** The joint has moved by more than this since the start, either way. */
  public static JointCondition moved(Physics physics, String joint, double threshold) {
    return new JointCondition(physics, joint, null, threshold);
  }

  /** The joint is above a position. */
  public static JointCondition above(Physics physics, String joint, double position) {
    return new JointCondition(physics, joint, JointRange.above(position), 0);
  }

  /** The joint is below a position. */
  public static JointCondition below(Physics physics, String joint, double position) {
    return new JointCondition(physics, joint, JointRange.below(position), 0);
  }

  @Override
  public void start() {
    initial = physics.qpos().get(address);
  }

  @Override
  public boolean holds() {
    double position = physics.qpos().get(address);
    return range == null ? Math.abs(position - initial) > threshold : range.contains(position);
  }

  @Override
  public void save(StateWriter writer) {
    writer.putDouble(initial);
  }

  @Override
  public void load(StateReader reader) {
    initial = reader.getDouble();
  }
}
