package org.workcell.tasks.rlbench.experts;

import org.workcell.sim.kinematics.InverseKinematics;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.PoseTarget;
import org.workcell.sim.kinematics.Rotations;
import org.workcell.sim.kinematics.SerialChain;
import org.workcell.tasks.rlbench.control.ArmMode;
import org.workcell.tasks.rlbench.control.JointModes;
import org.workcell.tasks.rlbench.control.TabletopRobot;

/**
 * Moves the tip on straight lines by joint actions: inverse kinematics in each control step, with a
 * speed that rises and falls smoothly. One thread at a time.
 */
final class JointDriver implements ModeDriver {

  private static final double METRES_PER_SECOND = 0.45;
  private static final double RADIANS_PER_SECOND = 1.4;

  /** A minimum-jerk motion is this much faster in its middle than on average. */
  private static final double PEAK = 1.875;

  private static final double ARRIVED_METRES = 0.003;
  private static final double ARRIVED_RADIANS = 0.02;

  /** Control steps after the end of a motion in which the arm may still arrive. */
  private static final int PATIENCE = 12;

  /** The elbow returns to where it is at home, or a long list drives joints into their limits. */
  private static final double POSTURE_GAIN = 0.03;

  private static final int POSTURE_ITERATIONS = 2;

  private static final int FINGER_ACTIONS = 14;

  private final ArmMode mode;
  private final SerialChain chain;
  private final InverseKinematics inverse;
  private final PoseTarget pose = new PoseTarget();
  private final Pose from = new Pose();
  private final Pose to = new Pose();
  private final double[] axisAngle = new double[3];
  private final double[] part = new double[3];
  private final double[] turn = new double[9];
  private final double[] joints = new double[TabletopRobot.JOINTS];
  private final double[] last = new double[TabletopRobot.JOINTS];
  private double seconds;
  private int step;
  private boolean begun;

  JointDriver(ArmMode mode, SerialChain chain) {
    this.mode = mode;
    this.chain = chain;
    this.inverse =
        InverseKinematics.builder(chain)
            .limits(TabletopRobot.low(), TabletopRobot.high())
            .limitMargin(0.01)
            .posture(TabletopRobot.home())
            .postureGain(POSTURE_GAIN)
            .postureIterations(POSTURE_ITERATIONS)
            .build();
  }

  /** A new episode begins. */
  void start() {
    begun = false;
  }

  @Override
  public void aim(TabletopView view, Pose target, double speed) {
    if (!begun) {
      System.arraycopy(view.joints(), 0, joints, 0, joints.length);
      begun = true;
    }
    chain.compute(joints);
    from.set(chain.tip());
    to.set(target);
    Rotations.difference(from.rotation(), to.rotation(), axisAngle);
    double angle = Math.hypot(Math.hypot(axisAngle[0], axisAngle[1]), axisAngle[2]);
    double slowest = Math.max(from.distanceTo(to) / METRES_PER_SECOND, angle / RADIANS_PER_SECOND);
    seconds = Math.max(PEAK * slowest / speed, 2 * TabletopRobot.PERIOD_SECONDS);
    step = 0;
  }

  @Override
  public void act(TabletopView view, double[] action) {
    step++;
    double share = Math.min(step * TabletopRobot.PERIOD_SECONDS / seconds, 1);
    double smooth = share * share * share * (10 + share * (6 * share - 15));
    for (int i = 0; i < 3; i++) {
      double start = from.position()[i];
      pose.pose().position()[i] = start + smooth * (to.position()[i] - start);
      part[i] = smooth * axisAngle[i];
    }
    Rotations.fromAxisAngle(part, 0, turn);
    Rotations.multiply(from.rotation(), turn, pose.pose().rotation());
    System.arraycopy(joints, 0, last, 0, joints.length);
    inverse.solve(pose, joints);
    write(view, action);
  }

  private void write(TabletopView view, double[] action) {
    for (int i = 0; i < joints.length; i++) {
      double error = joints[i] - view.joints()[i];
      action[i] =
          switch (mode) {
            case JOINT_DELTA -> clip(error, JointModes.DELTA_RADIANS);
            case JOINT_POSITION -> joints[i];
            case JOINT_VELOCITY ->
                clip(
                    (joints[i] - last[i])
                        / TabletopRobot.PERIOD_SECONDS
                        / JointModes.RADIANS_PER_SECOND,
                    1);
            default -> throw new IllegalStateException(mode + " has no expert");
          };
    }
  }

  private static double clip(double value, double limit) {
    return Math.min(Math.max(value, -limit), limit);
  }

  @Override
  public boolean isDone(TabletopView view) {
    int planned = (int) Math.ceil(seconds / TabletopRobot.PERIOD_SECONDS);
    if (step < planned) {
      return false;
    }
    Rotations.difference(view.tip().rotation(), to.rotation(), part);
    double angle = Math.hypot(Math.hypot(part[0], part[1]), part[2]);
    boolean near = view.tip().distanceTo(to) < ARRIVED_METRES && angle < ARRIVED_RADIANS;
    return near || step > planned + PATIENCE;
  }

  @Override
  public int fingerActions() {
    return FINGER_ACTIONS;
  }
}
