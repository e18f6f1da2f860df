package org.workcell.sim.planning;

import java.util.List;
import java.util.Optional;
import org.workcell.sim.kinematics.InverseKinematics;
import org.workcell.sim.kinematics.Kinematics;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.random.RandomStream;

/**
 * Plans how an arm moves its tip to a pose: on a straight line if there is a free one, else to one
 * of many joint positions for the pose, the nearest first, straight in joint space or around what
 * is in the way (RRT-Connect, then shortcuts). Plans depend on nothing but the arguments and the
 * random stream. One thread at a time; planning allocates.
 */
public final class ArmPlanner {

  /** What the solver is content with, well within what a plan is. */
  private static final double SOLVER_METRES = 1e-5;

  private static final double SOLVER_RADIANS = 1e-4;

  /**
   * After how many steps the solver gives up. What converges does so in fewer; many searches are
   * worth more than long ones.
   */
  private static final int SOLVER_ITERATIONS = 50;

  private final Kinematics kinematics;
  private final TipTarget tip;
  private final StraightLine straight;
  private final GoalSampling sampling;
  private final RrtConnect trees;
  private final int trialsPerGoal;
  private final Shortcutting shortcutting;
  private final double resolution;
  private final PathTiming timing;

  private ArmPlanner(Builder builder) {
    double[] low = builder.low;
    double[] high = builder.high;
    this.kinematics = builder.kinematics;
    InverseKinematics inverse =
        InverseKinematics.builder(kinematics)
            .limits(low, high)
            .iterations(SOLVER_ITERATIONS)
            .tolerances(
                Math.min(SOLVER_METRES, builder.toleranceMetres),
                Math.min(SOLVER_RADIANS, builder.toleranceRadians / 2))
            .build();
    this.tip =
        new TipTarget(kinematics, inverse, builder.toleranceMetres, builder.toleranceRadians);
    this.straight = new StraightLine(tip, builder.lineSteps, builder.largestJump);
    this.sampling =
        new GoalSampling(tip, low, high, builder.samplingTrials, builder.configurations);
    this.trees = new RrtConnect(low, high, builder.stepRadians, builder.iterations);
    this.trialsPerGoal = builder.trialsPerGoal;
    this.shortcutting = new Shortcutting(builder.shortcuts);
    this.resolution = builder.resolutionRadians;
    this.timing = builder.timing;
  }

  /** A planner for an arm, which it uses from now on to compute poses. */
  public static Builder builder(Kinematics kinematics) {
    return new Builder(kinematics);
  }

  /**
   * Plans a motion to a pose.
   *
   * @param fromJoints where the arm is; counts as free
   * @param target where the tip is to be, in the world
   * @param check what is free
   * @param draws what the search draws from; a straight line draws nothing
   * @return the motion from rest to rest, or why there is none
   * @throws IllegalArgumentException if joints or target are not finite, or the joints are not one
   *     for each of the chain
   */
  public PlannedMotion plan(
      double[] fromJoints, Pose target, CollisionCheck check, RandomStream draws) {
    PlannedMotion line = planStraight(fromJoints, target, check);
    if (line.isFound()) {
      return line;
    }
    EdgeCheck edges = new EdgeCheck(check, resolution);
    GoalSampling.Goals goals = sampling.find(fromJoints, target, check, draws);
    if (!goals.reachable()) {
      return PlannedMotion.failed(PlannedMotion.Outcome.UNREACHABLE);
    }
    for (double[] goal : goals.free()) {
      if (edges.isFree(fromJoints, goal)) {
        return sampled(JointPath.through(List.of(fromJoints, goal)));
      }
    }
    return search(fromJoints, goals.free(), edges, draws)
        .map(path -> sampled(shortcutting.shorten(path, edges, draws)))
        .orElseGet(() -> PlannedMotion.failed(PlannedMotion.Outcome.BLOCKED));
  }

  /** As {@link #plan}, on a straight line or not at all. */
  public PlannedMotion planStraight(double[] fromJoints, Pose target, CollisionCheck check) {
    requireFinite(fromJoints, target);
    StraightLine.Line line = straight.find(fromJoints, target, new EdgeCheck(check, resolution));
    if (line.outcome() != PlannedMotion.Outcome.STRAIGHT) {
      return PlannedMotion.failed(line.outcome());
    }
    JointPath path = JointPath.through(line.points());
    return PlannedMotion.of(PlannedMotion.Outcome.STRAIGHT, timing.time(path));
  }

  private PlannedMotion sampled(JointPath path) {
    return PlannedMotion.of(PlannedMotion.Outcome.SAMPLED, timing.time(path));
  }

  private Optional<JointPath> search(
      double[] from, List<double[]> goals, EdgeCheck edges, RandomStream draws) {
    for (double[] goal : goals) {
      for (int trial = 0; trial < trialsPerGoal; trial++) {
        var way = trees.search(from, List.of(goal), edges, draws);
        if (way.isPresent()) {
          return way.map(JointPath::through);
        }
      }
    }
    return Optional.empty();
  }

  private void requireFinite(double[] joints, Pose target) {
    if (joints.length != kinematics.jointCount()) {
      throw new IllegalArgumentException(
          "%d joint positions for an arm of %d joints; give one for each joint"
              .formatted(joints.length, kinematics.jointCount()));
    }
    List<double[]> all = List.of(joints, target.position(), target.rotation());
    for (double[] values : all) {
      for (double value : values) {
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException(
              "a plan has %s in its joints or its target; expected finite numbers"
                  .formatted(value));
        }
      }
    }
  }

  /** Settings of a planner; what is not set has the default that is stated. */
  public static final class Builder {

    private final Kinematics kinematics;
    private double[] low;
    private double[] high;
    private PathTiming timing;
    private double toleranceMetres = 1e-3;
    private double toleranceRadians = Math.toRadians(0.5);
    private int lineSteps = 50;
    private double largestJump = 0.2;
    private int samplingTrials = 100;
    private int configurations = 10;
    private int trialsPerGoal = 5;
    private int iterations = 200;
    private double stepRadians = 0.25;
    private double resolutionRadians = 0.03;
    private int shortcuts = 60;

    private Builder(Kinematics kinematics) {
      int joints = kinematics.jointCount();
      this.kinematics = kinematics;
      this.low = new double[joints];
      this.high = new double[joints];
      for (int i = 0; i < joints; i++) {
        low[i] = kinematics.low(i);
        high[i] = kinematics.high(i);
      }
      this.timing = PathTiming.builder(joints).build();
    }

    /** Ranges of the joints in place of the arm's own. */
    public Builder limits(double[] lowest, double[] highest) {
      low = lowest.clone();
      high = highest.clone();
      return this;
    }

    /** Limits of velocity and acceleration; those of {@link PathTiming}. */
    public Builder timing(PathTiming limits) {
      timing = limits;
      return this;
    }

    /** How far from the target a plan may end; 1 mm and 0.5 degrees. */
    public Builder tolerances(double metres, double radians) {
      toleranceMetres = requirePositive(metres, "tolerance of the position");
      toleranceRadians = requirePositive(radians, "tolerance of the rotation");
      return this;
    }

    /** Into how many parts a straight line is divided; 50. */
    public Builder lineSteps(int count) {
      lineSteps = requirePositive(count, "number of parts of a line");
      return this;
    }

    /** How far a joint may move within a part of a straight line; 0.2 rad. */
    public Builder largestJump(double radians) {
      largestJump = requirePositive(radians, "jump");
      return this;
    }

    /**
     * How many searches for joint positions there are, and after how many found they stop; 100, 10.
     */
    public Builder samples(int trials, int found) {
      samplingTrials = requirePositive(trials, "number of trials");
      configurations = requirePositive(found, "number of joint positions");
      return this;
    }

    /**
     * How often trees are grown for each goal, and from how many drawn points each time; 5, 200.
     */
    public Builder trees(int perGoal, int points) {
      trialsPerGoal = requirePositive(perGoal, "number of trials");
      iterations = requirePositive(points, "number of points");
      return this;
    }

    /** Longest new line of a tree; 0.25 rad. */
    public Builder stepRadians(double length) {
      stepRadians = requirePositive(length, "length of a step");
      return this;
    }

    /** Largest distance in joint space between points that are checked for collisions; 0.03 rad. */
    public Builder resolutionRadians(double length) {
      resolutionRadians = requirePositive(length, "resolution");
      return this;
    }

    /** How many shortcuts are tried; 60. */
    public Builder shortcuts(int count) {
      shortcuts = requirePositive(count, "number of shortcuts");
      return this;
    }

    private static <N extends Number> N requirePositive(N value, String what) {
      if (!(value.doubleValue() > 0)) {
        throw new IllegalArgumentException(
            "the %s of a planner is %s; expected more than 0".formatted(what, value));
      }
      return value;
    }

    /**
     * The planner.
     *
     * @throws IllegalArgumentException if limits or timing are of another number of joints, or a
     *     joint has no finite range
     */
    public ArmPlanner build() {
      int joints = kinematics.jointCount();
      if (low.length != joints || high.length != joints || timing.jointCount() != joints) {
        throw new IllegalArgumentException(
            "limits of %d to %d joints, timing of %d, and an arm of %d; give one of each per joint"
                .formatted(low.length, high.length, timing.jointCount(), joints));
      }
      for (int i = 0; i < joints; i++) {
        if (!Double.isFinite(low[i]) || !Double.isFinite(high[i]) || low[i] > high[i]) {
          throw new IllegalArgumentException(
              "joint %d has the range %s..%s; set finite limits, the lower end first"
                  .formatted(i, low[i], high[i]));
        }
      }
      return new ArmPlanner(this);
    }
  }
}
