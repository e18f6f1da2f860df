package org.workcell.sim.control;

/**
 * Says what actions on an end effector mean and how joints are found; makes factories of {@link
 * EndEffectorPoseController}. Poses are absolute unless {@link #delta} is called; rotations are
 * axis times angle unless {@link #rotation} is called.
 */
public final class EndEffectorPoseBuilder {

  final ServoArm arm;
  final String base;
  final String site;
  RotationForm rotation = RotationForm.AXIS_ANGLE;
  boolean absolute = true;
  EndEffectorFrame frame = EndEffectorFrame.WORLD;
  DeltaOrigin origin = DeltaOrigin.MEASURED;
  double metresPerAction = 1;
  double radiansPerAction = 1;
  double actionLimit = 1;
  double[] low = new double[3];
  double[] high = new double[3];
  boolean bounded;
  double[] posture;
  double postureGain;

  EndEffectorPoseBuilder(ServoArm arm, String base, String site) {
    this.arm = arm;
    this.base = base;
    this.site = site;
  }

  /** How actions describe rotations. */
  public EndEffectorPoseBuilder rotation(RotationForm form) {
    rotation = form;
    return this;
  }

  /** Actions are changes of the pose, in the axes of the world or of the end effector. */
  public EndEffectorPoseBuilder delta(EndEffectorFrame axes, DeltaOrigin addedTo) {
    absolute = false;
    frame = axes;
    origin = addedTo;
    return this;
  }

  /**
   * What deltas of 1 are. Quaternions are not scaled.
   *
   * @param metres of displacement
   * @param radians of axis times angle
   * @param limit actions are clipped to this size before
   */
  public EndEffectorPoseBuilder scale(double metres, double radians, double limit) {
    metresPerAction = metres;
    radiansPerAction = radians;
    actionLimit = limit;
    return this;
  }

  /** A box in the world that positions are kept in, metres, [3]; needed for absolute poses. */
  public EndEffectorPoseBuilder workspace(double[] lowest, double[] highest) {
    low = lowest.clone();
    high = highest.clone();
    bounded = true;
    return this;
  }

  /**
   * Joint positions on which freedom that the pose leaves is spent.
   *
   * @param gain share of the way in each iteration of the search, 0.15 for example
   */
  public EndEffectorPoseBuilder posture(double gain, double... positions) {
    postureGain = gain;
    posture = positions.clone();
    return this;
  }

  /**
   * A factory of such controllers.
   *
   * @throws IllegalArgumentException if absolute poses have no workspace
   */
  public ControllerFactory<EndEffectorPoseController> build() {
    if (absolute && !bounded) {
      throw new IllegalArgumentException(
          "absolute poses of site %s need a workspace, for the bounds of actions".formatted(site));
    }
    return new EndEffectorPoseFactory(this);
  }
}
