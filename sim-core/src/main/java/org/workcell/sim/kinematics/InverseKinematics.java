package org.workcell.sim.kinematics;

/**
 * Joint positions that bring the tip of an arm to a pose, by damped least squares (Nakamura and
 * Hanafusa, 1986) over the joints that are not at the end of their range; freedom that the pose
 * leaves is spent on a posture. {@link #step} is one step towards the pose, for servo loops; {@link
 * #solve} iterates. Solutions depend on nothing but the arguments. One thread at a time; both
 * allocate nothing.
 */
public final class InverseKinematics {

  private static final int ROWS = 6;

  /** Keeps the equations regular when the error vanishes at a singularity. */
  private static final double LEAST_DAMPING = 1e-8;

  private final Kinematics kinematics;
  private final int joints;
  private final double[] low;
  private final double[] high;
  private final double[] posture;
  private final double postureGain;
  private final int postureIterations;
  private final double damping;
  private final double longestTurnRadians;
  private final int iterations;
  private final double toleranceMetres;
  private final double toleranceRadians;

  private final DampedLeastSquares leastSquares;
  private final DampedLeastSquares.Problem problem;
  private final double[] change;
  private final double[] linear = new double[3];
  private final double[] angular = new double[3];
  private final double[] rotationError = new double[3];
  private final double[] angularOfTarget = new double[3];
  private double positionErrorMetres;
  private double rotationErrorRadians;

  private InverseKinematics(Builder builder) {
    this.kinematics = builder.kinematics;
    this.joints = kinematics.jointCount();
    this.low = builder.low.clone();
    this.high = builder.high.clone();
    for (int i = 0; i < joints; i++) {
      low[i] += builder.limitMargin;
      high[i] -= builder.limitMargin;
    }
    this.posture = builder.posture;
    this.postureGain = posture == null ? 0 : builder.postureGain;
    this.postureIterations = builder.postureIterations;
    this.damping = builder.damping * builder.damping;
    this.longestTurnRadians = builder.longestTurnRadians;
    this.iterations = builder.iterations;
    this.toleranceMetres = builder.toleranceMetres;
    this.toleranceRadians = builder.toleranceRadians;
    this.leastSquares = new DampedLeastSquares(ROWS, joints);
    this.problem = new DampedLeastSquares.Problem(ROWS, joints);
    this.change = new double[joints];
  }

  /** A solver for an arm, which it uses from now on to compute poses. */
  public static Builder builder(Kinematics kinematics) {
    return new Builder(kinematics);
  }

  /**
   * One step from joint positions towards a pose.
   *
   * @param positions of the joints; the first of the array count
   * @param target where the tip is to be
   * @param jointChange takes the change of each joint, which keeps it within its range
   */
  public void step(double[] positions, PoseTarget target, double[] jointChange) {
    measure(positions, target);
    problem.damping = damping;
    takeStep(positions, target, postureGain, jointChange);
  }

  /**
   * Searches joint positions for a pose.
   *
   * @param target where the tip is to be; weighted rotations count
   * @param positions where the search starts; takes the best that was found
   * @return whether position and rotation are within the tolerances
   */
  public boolean solve(PoseTarget target, double[] positions) {
    for (int i = 0; i < iterations; i++) {
      measure(positions, target);
      boolean posed = i >= postureIterations || postureGain == 0;
      if (posed && isWithinTolerances()) {
        return true;
      }
      // Damping that shrinks with the error converges where constant damping creeps (Sugihara,
      // 2011).
      problem.damping = posed ? Math.min(damping, squaredError() / 2 + LEAST_DAMPING) : damping;
      takeStep(positions, target, posed ? 0 : postureGain, change);
      for (int joint = 0; joint < joints; joint++) {
        positions[joint] += change[joint];
      }
    }
    measure(positions, target);
    return isWithinTolerances();
  }

  private boolean isWithinTolerances() {
    return positionErrorMetres <= toleranceMetres && rotationErrorRadians <= toleranceRadians;
  }

  private double squaredError() {
    double squares = 0;
    for (double element : problem.error) {
      squares += element * element;
    }
    return squares;
  }

  /** Distance between the tip and its target where it was last measured, before any step. */
  public double positionErrorMetres() {
    return positionErrorMetres;
  }

  /** The largest weighted turn about one of the target's axes, as {@link #positionErrorMetres}. */
  public double rotationErrorRadians() {
    return rotationErrorRadians;
  }

  private void measure(double[] positions, PoseTarget target) {
    kinematics.compute(positions);
    Pose tip = kinematics.tip();
    Pose wanted = target.pose();
    double[] weights = target.rotationWeights();
    double pace = target.longestMoveMetres();
    positionErrorMetres = tip.distanceTo(wanted);
    double scale = positionErrorMetres > pace ? pace / positionErrorMetres : 1;
    Rotations.difference(tip.rotation(), wanted.rotation(), rotationError);
    rotationErrorRadians = 0;
    for (int i = 0; i < 3; i++) {
      double weighted = Math.abs(weights[i] * rotationError[i]);
      rotationErrorRadians = Math.max(rotationErrorRadians, weighted);
      double turn = clip(rotationError[i], -longestTurnRadians, longestTurnRadians);
      problem.error[i] = scale * (wanted.position()[i] - tip.position()[i]);
      problem.error[3 + i] = weights[i] * turn;
    }
  }

  private void takeStep(double[] positions, PoseTarget target, double gain, double[] jointChange) {
    for (int joint = 0; joint < joints; joint++) {
      kinematics.jacobian(joint, linear, angular);
      Rotations.toFrame(target.pose().rotation(), angular, angularOfTarget);
      for (int i = 0; i < 3; i++) {
        problem.jacobian[i][joint] = linear[i];
        problem.jacobian[3 + i][joint] = target.rotationWeights()[i] * angularOfTarget[i];
      }
      problem.preferred[joint] = gain == 0 ? 0 : gain * (posture[joint] - positions[joint]);
      problem.lowest[joint] = low[joint] - positions[joint];
      problem.highest[joint] = high[joint] - positions[joint];
    }
    leastSquares.solve(problem, jointChange);
  }

  private static double clip(double value, double lowest, double highest) {
    return Math.min(Math.max(value, lowest), highest);
  }

  /** Settings of a solver; what is not set has the default that is stated. */
  public static final class Builder {

    private final Kinematics kinematics;
    private double[] low;
    private double[] high;
    private double[] posture;
    private double postureGain = 0.15;
    private int postureIterations = 10;
    private double limitMargin;
    private double damping = 0.05;
    private double longestTurnRadians = 0.25;
    private int iterations = 100;
    private double toleranceMetres = 1e-5;
    private double toleranceRadians = 1e-4;

    private Builder(Kinematics kinematics) {
      this.kinematics = kinematics;
      this.low = new double[kinematics.jointCount()];
      this.high = new double[kinematics.jointCount()];
      for (int i = 0; i < low.length; i++) {
        low[i] = kinematics.low(i);
        high[i] = kinematics.high(i);
      }
    }

    /** Ranges of the joints in place of the arm's own. */
    public Builder limits(double[] lowest, double[] highest) {
      low = requireOnePerJoint(lowest, "lower limits");
      high = requireOnePerJoint(highest, "upper limits");
      return this;
    }

    /** How far joints stay away from the ends of their ranges; 0. */
    public Builder limitMargin(double radiansOrMetres) {
      limitMargin = radiansOrMetres;
      return this;
    }

    /** Joint positions that freedom is spent on; none. */
    public Builder posture(double... positions) {
      posture = requireOnePerJoint(positions, "positions of the posture");
      return this;
    }

    /** The share of the way to the posture that a step prefers; 0.15. */
    public Builder postureGain(double share) {
      postureGain = share;
      return this;
    }

    /**
     * In how many iterations {@link #solve} minds the posture before it minds the pose only; 10.
     */
    public Builder postureIterations(int count) {
      postureIterations = count;
      return this;
    }

    /** Damping factor, metres per radian: larger is slower and calmer near singularities; 0.05. */
    public Builder damping(double factor) {
      damping = factor;
      return this;
    }

    /** How far one step may ask the tip to turn about each axis; 0.25 rad. */
    public Builder longestTurnRadians(double radians) {
      longestTurnRadians = radians;
      return this;
    }

    /** After how many iterations {@link #solve} gives up; 100. */
    public Builder iterations(int count) {
      iterations = count;
      return this;
    }

    /** What {@link #solve} is content with; 1e-5 m and 1e-4 rad. */
    public Builder tolerances(double metres, double radians) {
      toleranceMetres = metres;
      toleranceRadians = radians;
      return this;
    }

    private double[] requireOnePerJoint(double[] values, String what) {
      if (values.length != kinematics.jointCount()) {
        throw new IllegalArgumentException(
            "%d %s for an arm of %d joints; give one for each joint"
                .formatted(values.length, what, kinematics.jointCount()));
      }
      return values.clone();
    }

    /**
     * The solver.
     *
     * @throws IllegalArgumentException if the damping factor is not above 0, or the margin leaves a
     *     joint no range
     */
    public InverseKinematics build() {
      if (!(damping > 0)) {
        throw new IllegalArgumentException(
            "the damping factor is %s; expected more than 0".formatted(damping));
      }
      for (int i = 0; i < low.length; i++) {
        if (!(low[i] + limitMargin <= high[i] - limitMargin)) {
          throw new IllegalArgumentException(
              "joint %d has the range %s..%s, which a margin of %s leaves empty"
                  .formatted(i, low[i], high[i], limitMargin));
        }
      }
      return new InverseKinematics(this);
    }
  }
}
